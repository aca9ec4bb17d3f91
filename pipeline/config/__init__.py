"""courrier.toml, the environment → what a user has set, and where."""

from pipeline.config.find import FILE, Config, Value, find_config, locale_language
from pipeline.config.known import PREFIX, SETTINGS, Setting

__all__ = ["FILE", "PREFIX", "SETTINGS", "Config", "Setting", "Value", "find_config", "locale_language"]
