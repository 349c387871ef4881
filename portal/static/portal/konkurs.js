// What the pages gain where scripts run: own time, live counters, the last day's countdown, busy buttons, dialogs.
// Every page works without this file.
"use strict";
{
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const lang = document.documentElement.lang || "en";
  const figure = (n) => (lang === "ru" && n < 1e4 ? String(n) : n.toLocaleString(lang));

  // The deadline on the reader's own clock, unless it shows the same as the office's.
  all("time[data-local]", (time) => {
    const moment = new Date(time.dateTime);
    const ahead = -moment.getTimezoneOffset();
    const own = new Date(moment.getTime() + ahead * 6e4).toISOString().slice(0, 16);
    if (time.dateTime.startsWith(own)) return;
    const date = moment.toLocaleDateString(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "long" });
    const minutes = Math.abs(ahead % 60);
    const zone = `(UTC${ahead < 0 ? "−" : "+"}${Math.floor(Math.abs(ahead) / 60)}${minutes ? `:${minutes}` : ""})`;
    const bold = document.createElement("b");
    bold.textContent = `${time.dateTime.startsWith(own.slice(0, 10)) ? "" : `${date}, `}${own.slice(11)}`;
    time.replaceChildren(bold, ` ${zone}`);
    time.closest("[hidden]").hidden = false;
  });

  // Counters: the server's sentence with the figures of the moment.
  all(".count[data-within]", (count) => {
    const text = document.getElementById(count.id.replace(/_count$/, ""));
    const limit = Number(text.dataset.limit);
    text.addEventListener("input", () => {
      const used = [...text.value.trim()].length;
      const over = used > limit;
      count.classList.toggle("over-limit", over);
      count.textContent = count.dataset[over ? "beyond" : "within"]
        .replace("{n}", figure(used)).replace("{m}", figure(used - limit));
    });
  });

  // The last day: hours, minutes and seconds by the server's clock, which alone counts.
  const clocks = document.querySelectorAll("[data-until]");
  if (clocks.length) {
    const asked = Date.now();
    fetch(document.querySelector("link[rel=icon]").href, { method: "HEAD", cache: "no-store" }).then((answer) => {
      const ahead = new Date(answer.headers.get("date")) - (asked + Date.now()) / 2;
      const two = (n) => String(Math.floor(n)).padStart(2, "0");
      const tick = () => clocks.forEach((clock) => {
        const left = Math.max(0, (new Date(clock.dataset.until) - Date.now() - ahead) / 1000);
        clock.textContent = `${two(left / 3600)}:${two((left / 60) % 60)}:${two(left % 60)}`;
      });
      if (Number.isFinite(ahead)) setInterval(tick, 1000);
    }, () => {});
  }

  // A form is sent once; its button says that it is on its way.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    if (button.dataset.busy) {
      button.dataset.idle = button.textContent;
      button.textContent = button.dataset.busy;
    }
  });
  addEventListener("pageshow", () => all("[data-sent]", (form) => {
    delete form.dataset.sent;
    all("[aria-busy]", (button) => {
      button.removeAttribute("aria-busy");
      if (button.dataset.idle) button.textContent = button.dataset.idle;
    });
  }));

  // A link to a page of confirmation opens that page's question in a dialog.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const question = page.querySelector("[data-ask]");
      question.action = question.getAttribute("action") || link.href;
      const dialog = document.createElement("dialog");
      dialog.append(question);
      dialog.addEventListener("click", (inside) => {
        if (inside.target.closest("a.quiet")) { inside.preventDefault(); dialog.close(); }
      });
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
    } catch { location.href = link.href; }
  });

  // Menus close by Escape or a click elsewhere; errors are read first.
  document.addEventListener("click", (event) => all(".me[open]", (me) => { me.open = me.contains(event.target); }));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") all(".me[open]", (me) => { me.open = false; }); });
  all("[data-focus]", (box) => box.focus());
}
