"""From crops to texts by PP-OCR, on onnxruntime: the second reader, in the optional extra `second-opinion`."""

import importlib.metadata
import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import numpy as np

from pipeline.errors import RunError
from pipeline.records import Picture

_PACKAGES: Final = ("rapidocr", "onnxruntime")
_MODEL: Final = "models/PP-OCRv6_rec_small.onnx"  # in the wheel of rapidocr 3.10

_opened: dict[int, Any] = {}  # process -> its reader: 0.3 s to load, 60 MB


@dataclass(frozen=True, slots=True)
class RapidReader:
    """It holds only names: the model is loaded on first use in each process."""

    version: str
    model: Path

    @classmethod
    def open(cls) -> Self:
        """The reader; RunError where the extra is not installed."""
        found = importlib.util.find_spec("rapidocr")
        missing = found is None or found.origin is None or importlib.util.find_spec("onnxruntime") is None
        model = Path(found.origin).parent / _MODEL if found and found.origin else Path()
        if missing or not model.is_file():
            raise RunError(
                "A second opinion needs what is not installed: "
                "call `make second-opinion`, or `pip install courrier[second-opinion]`, or leave --second-opinion out."
            )
        return cls(", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES), model)

    def read(self, crops: Sequence[Picture]) -> tuple[str, ...]:
        """What stands on each crop."""
        if not crops:
            return ()
        colour = [np.repeat(crop[:, :, None], 3, axis=2) if crop.ndim == 2 else crop for crop in crops]
        return tuple(_open_model(self.model).recognize_txt(colour).txts)


def _open_model(model: Path) -> Any:
    if os.getpid() not in _opened:
        # onnxruntime as it comes tells its makers that and on what machine it runs; it looks here when it is loaded
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import rapidocr  # late: it takes half a second, and few ask for it

        # the model is given by its path, and the steps that need others are off: nothing is fetched
        _opened[os.getpid()] = rapidocr.RapidOCR(
            params={
                "Global.use_det": False,
                "Global.use_cls": False,
                "Global.log_level": "error",
                "Rec.model_path": str(model),
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
    return _opened[os.getpid()]
