// Keys on the pages of a score sheet, described on the page itself; every page works without this file.
// They go by the place of a key, not by its letter, so that they are the same in Cyrillic, and always with Alt alone.
"use strict";
{
  const form = document.querySelector("form[data-sheet]");
  // A browser that goes to the anchor of an address takes the focus away; what follows comes after that.
  const arrived = (act) => addEventListener("load", () => { setTimeout(act); });
  // Where one stops: the criteria of a candidate, or the candidates of a criterion.
  const stops = () => [...document.querySelectorAll("details.crit, [data-stop]")];
  const enter = (stop) => {
    if (stop.matches("details")) stop.open = true;
    const at = ["input:checked", "input[type=radio], input[inputmode]", "summary, a"].map((one) => stop.querySelector(one));
    at.find(Boolean)?.focus();
    stop.scrollIntoView({ block: "nearest" });
  };
  const current = () => document.activeElement?.closest("details.crit, [data-stop]");
  const go = (by) => {
    const all = stops(), here = all.indexOf(current());
    const next = here < 0 ? all.find((one) => one.open) ?? all[0] : all[here + by];
    if (next) enter(next);
  };

  let left = null;
  const material = () => {
    const paper = document.getElementById("paper");
    if (!paper) return;
    if (paper.contains(document.activeElement)) return (left ?? form?.querySelector("summary, input:not([type=hidden])"))?.focus();
    left = document.activeElement === document.body ? null : document.activeElement;
    paper.focus();
  };
  const press = (name) => document.querySelector(`button[data-key=${name}]`)?.click();
  const KEYS = { KeyJ: () => go(1), KeyK: () => go(-1), KeyN: () => press("next"), KeyP: () => press("previous"), KeyM: material };

  if (form) {
    document.querySelectorAll("[data-keys]").forEach((one) => { one.hidden = false; });
    document.addEventListener("keydown", (event) => {
      const act = KEYS[event.code];
      if (!act || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
      event.preventDefault();
      act();
    });
    // Where one was is where one goes on, also with the next candidate.
    form.addEventListener("submit", () => {
      const at = form.elements.at;
      if (at) at.value = current()?.id.replace(/^crit-/, "") ?? "";
    });
    const there = location.hash.startsWith("#crit-") && document.getElementById(location.hash.slice(1));
    if (there) arrived(() => enter(there));
  }
  // A link to a mention leads there although its page is folded by hand, and a keyboard goes on from there.
  const hit = () => {
    const there = /^#(hit-\d+|found)$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (!there) return;
    const folded = there.closest("details");
    if (folded) folded.open = true;
    there.tabIndex = -1;
    there.focus();
  };
  addEventListener("hashchange", hit);
  arrived(hit);
}
