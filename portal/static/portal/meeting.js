// Keys of the meeting view, those of a presenter; every page works without this file.
"use strict";
{
  const KEYS = { PageDown: "next", PageUp: "previous" };
  document.querySelectorAll("[data-keys]").forEach((one) => { one.hidden = false; });
  document.addEventListener("keydown", (event) => {
    const there = KEYS[event.key] && document.querySelector(`a[data-go=${KEYS[event.key]}]`);
    const writes = event.target.closest?.("input, textarea, select");
    if (!there || writes || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    there.click();
  });
}
