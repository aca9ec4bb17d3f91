"use strict";
// The page tells everything without this: it filters, opens what a link points to, and opens all evidence for printing,
// but not the list of what is found in a letter, which stands on its pages and in the table.
const filter = document.getElementById("filter");
const choices = [...filter.querySelectorAll("select")];
const told = filter.querySelector("output");
const limited = filter.querySelector("small");
const nothing = document.querySelector(".nothing");
const onPaper = document.getElementById("filtered");

function has(list, wanted) {
  return !wanted || list.split(" ").includes(wanted);
}

function filtered() {
  return choices.some((choice) => choice.value);
}

function apply() {
  const { letter, severity, check, kind } = Object.fromEntries(choices.map((choice) => [choice.name, choice.value]));
  for (const row of document.querySelectorAll("[data-letters]:not(.finding)")) row.hidden = !has(row.dataset.letters, letter);
  for (const one of document.querySelectorAll("[data-kind]")) one.classList.toggle("off", Boolean(kind) && one.dataset.kind !== kind);
  let shown = 0;
  const findings = document.querySelectorAll(".finding");
  for (const one of findings) {
    one.hidden = !(has(one.dataset.letters, letter) && (!severity || one.dataset.severity === severity)
      && (!check || one.dataset.check === check) && has(one.dataset.kinds, kind));
    shown += !one.hidden;
  }
  const on = filtered();
  limited.hidden = !on;
  nothing.hidden = shown > 0 || findings.length === 0;
  told.textContent = on ? `${shown} / ${findings.length} ${shown > 1 ? told.dataset.many : told.dataset.one}` : "";
  sayOnPaper(shown, findings.length);
}

// The filter itself is not printed: «Filtre : gravité = Erreur, 2 constats sur 14»
function sayOnPaper(shown, all) {
  const { title, one, many } = onPaper.dataset;
  const chosen = choices.filter((choice) => choice.value).map((choice) => {
    const [option, label] = [choice.selectedOptions[0], choice.parentElement.firstChild];
    return `${label.textContent.trim().toLowerCase()} = ${option.dataset.name || option.textContent}`;
  });
  onPaper.hidden = chosen.length === 0;
  onPaper.textContent = `${title} : ${[...chosen, `${shown} ${shown > 1 ? many : one} ${all}`].join(", ")}`;
}

// Where letters or findings are many, the inside of each is kept as text until it is opened
function unfold(box) {
  const kept = box.querySelector(":scope > noscript");
  if (!kept) return;
  const inside = document.createElement("template");
  inside.innerHTML = kept.textContent;
  kept.replaceWith(inside.content);
  if (filtered()) apply();
}

// A phone shows only a part of a strip: that in which something is marked
function showMarked(box) {
  for (const strip of box.querySelectorAll(".strip")) {
    const mark = strip.querySelector(".mark rect");
    if (!mark || strip.scrollWidth <= strip.clientWidth) continue;
    const [frame, marked] = [strip, mark].map((one) => one.getBoundingClientRect());
    const start = marked.left - frame.left - 16;
    strip.scrollLeft += Math.min(start, start + 16 + (marked.width - frame.width) / 2);
  }
}

function showAll() {
  for (const choice of choices) choice.value = "";
  apply();
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest("[hidden]")) showAll();
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) {
    unfold(box);
    box.open = true;
  }
  target.scrollIntoView();
}

let closed = [];
function openForPrint() {
  document.querySelectorAll(".letter, .finding").forEach(unfold);
  closed.push(...document.querySelectorAll("details:not([open], .text, .pages ~ .told .list)"));
  for (const box of closed) box.open = true;
  for (const picture of document.querySelectorAll("img")) picture.loading = "eager";
}

function closeAfterPrint() {
  for (const box of closed) box.open = false;
  closed = [];
}

filter.addEventListener("change", apply);
filter.querySelector("button").addEventListener("click", showAll);
document.addEventListener("toggle", (event) => { // it does not bubble
  unfold(event.target);
  if (event.target.open) showMarked(event.target);
}, true);
// What a link points to stops below the bar, however many lines that takes; on a phone the bar scrolls away
new ResizeObserver(() => {
  const covered = getComputedStyle(filter).position === "sticky" ? filter.offsetHeight : 0;
  document.documentElement.style.scrollPaddingTop = `${covered}px`;
}).observe(filter);
addEventListener("hashchange", openTarget);
addEventListener("beforeprint", openForPrint);
addEventListener("afterprint", closeAfterPrint);
filter.hidden = false;
document.querySelectorAll("details[open]").forEach(showMarked);
if (location.hash) openTarget();
if (filtered()) apply(); // browsers keep what was chosen before a reload
