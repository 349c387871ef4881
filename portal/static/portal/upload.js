// Files of an application go up as soon as they are chosen, in pieces, and go on where they stood when the line broke:
// tus 1.0.0, see docs/uploads.md. Without this file the form sends them.
"use strict";
{
  const box = document.querySelector("[data-uploads]");
  const status = box.querySelector("[role=status]");
  const lang = document.documentElement.lang;
  const SMALLEST = 256 * 1024;
  const LARGEST = 2 * 1024 * 1024;
  // Seconds between tries; a line without a sign of life for so many milliseconds is taken for broken.
  const PAUSES = [1, 2, 4, 8, 15, 30];
  const STALLED = 60_000;
  // What stands in a section now, by row: a file under way is never begun twice.
  const underWay = new Map();

  const filled = (words, values = {}) => box.dataset[words].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const figure = (n, places = 0) => n.toLocaleString(lang, { minimumFractionDigits: places, maximumFractionDigits: places });
  const sized = (n) => (n < 1 << 20
    ? filled("kilobytes", { size: figure(Math.ceil(n / 1024)) })
    : filled("megabytes", { size: figure(n / (1 << 20), n % (1 << 20) ? 1 : 0) }));
  const wait = (seconds, row) => new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    row.wake = () => { clearTimeout(timer); resolve(); };
  });
  addEventListener("online", () => underWay.forEach((_, row) => row.wake?.()));

  // One request, answered also when it fails; `moved` hears how much of the body is gone.
  const ask = (row, method, address, headers = {}, body = null, moved = () => {}) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let timer;
    const alive = () => { clearTimeout(timer); timer = setTimeout(() => request.abort(), STALLED); };
    request.open(method, address);
    const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
    Object.entries({ "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...headers })
      .forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.addEventListener("progress", (event) => { alive(); moved(event.loaded); });
    request.addEventListener("loadend", () => { clearTimeout(timer); resolve(request); });
    row.request = request;
    alive();
    request.send(body);
  });

  // What an answer means: "ok", "later", "gone", "refused", or "out" for a page that is not ours to send from any more.
  const meaning = (answer) => {
    const speaks = answer.getResponseHeader("Tus-Resumable");
    if (answer.status === 404 || answer.status === 410) return "gone";
    if (!answer.status || answer.status >= 500 || answer.status === 429) return "later";
    if (!speaks) return "out";
    if (answer.status < 300) return "ok";
    return [409, 423, 460].includes(answer.status) ? "later" : "refused";
  };

  const digest = async (file) => {
    if (!crypto.subtle || file.size > Number(box.dataset.most)) return "";
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const rowFor = (section, file) => {
    const row = box.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelector("b").textContent = file.name;
    row.querySelector("progress").setAttribute("aria-label", file.name);
    let list = section.querySelector(".files");
    if (!list) {
      list = document.createElement("ul");
      list.className = "files";
      section.querySelector("form").before(list);
    }
    list.append(row);
    return row;
  };

  const show = (row, words, { sent, bad = false, acts = ["drop"], loud = false } = {}) => {
    const line = row.querySelector("b + span");
    line.textContent = words;
    line.className = bad ? "err" : "muted";
    row.classList.toggle("bad", bad);
    row.querySelectorAll("[data-act]").forEach((act) => { act.hidden = !acts.includes(act.dataset.act); });
    const progress = row.querySelector("progress");
    progress.hidden = sent === undefined;
    if (sent !== undefined) progress.value = sent;
    if (loud) status.textContent = `${row.querySelector("b").textContent}: ${words}`;
  };

  // Send `file` into `row` until all has arrived, it is refused or given up; true when it is attached.
  const send = async (section, row, file, sha256) => {
    let { at: address } = row.dataset;
    let offset = null;
    let step = SMALLEST;
    let failures = 0;
    const moving = (sent) => show(row, sent < file.size
      ? filled("sending", { sent: sized(sent), total: sized(file.size) }) : filled("checking"), { sent });
    row.querySelector("progress").max = file.size;
    moving(Number(row.dataset.offset || 0));
    while (!row.dropped && offset !== file.size) {
      let answer;
      if (!address) {
        const told = { filename: file.name, ...(sha256 && { sha256 }) };
        const metadata = Object.entries(told).map(([name, value]) =>
          `${name} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`);
        const headers = { "Upload-Length": file.size, "Upload-Metadata": metadata.join(",") };
        answer = await ask(row, "POST", section.dataset.send, headers);
        if (meaning(answer) === "gone") { show(row, filled("out"), { bad: true, acts: ["open"], loud: true }); return false; }
        if (meaning(answer) === "ok") { row.dataset.at = address = answer.getResponseHeader("Location"); offset = 0; }
      } else if (offset === null) {
        answer = await ask(row, "HEAD", address);
        if (meaning(answer) === "ok") moving(offset = Number(answer.getResponseHeader("Upload-Offset")));
      } else {
        const began = Date.now();
        const from = offset;
        // Read before it is sent: a file that is not there any more is no fault of the line.
        const piece = await file.slice(from, from + step).arrayBuffer();
        const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": from };
        answer = await ask(row, "PATCH", address, headers, piece, (loaded) => moving(from + loaded));
        if (meaning(answer) === "ok") moving(offset = Number(answer.getResponseHeader("Upload-Offset")));
        step = Date.now() - began < 2000 ? Math.min(2 * step, LARGEST) : SMALLEST;
      }
      const means = meaning(answer);
      if (row.dropped) return false;
      if (means === "ok") failures = 0;
      else if (means === "gone") { address = undefined; offset = null; }
      else if (means === "later") {
        const kept = Number(offset ?? row.dataset.offset ?? 0);
        const words = answer.status === 503 && answer.getResponseHeader("Tus-Resumable") ? answer.responseText
          : filled("broken", { sent: sized(kept) });
        if (answer.status !== 409) show(row, words, { sent: kept, bad: true, acts: ["now", "drop"], loud: !failures });
        row.dataset.offset = kept;
        if (address) offset = null;
        step = SMALLEST;
        await wait(PAUSES[Math.min(failures++, PAUSES.length - 1)], row);
      } else {
        const out = means === "out";
        show(row, out ? filled("out") : answer.responseText, { bad: true, acts: [out ? "open" : "away"], loud: true });
        return false;
      }
    }
    return !row.dropped;
  };

  // The page as it is now: the document with its receipt, and how much is filled in. Rows under way stay as they are.
  const refresh = async (section) => {
    const answer = await fetch(location.pathname).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(section.id);
    if (!fresh) return;
    const had = section.contains(document.activeElement);
    section.replaceChildren(...fresh.childNodes);
    underWay.forEach((home, row) => {
      if (home !== section) return;
      section.querySelector(`[data-at="${row.dataset.at}"]`)?.remove();
      section.querySelector(".files").append(row);
    });
    document.querySelector(".side").replaceWith(page.querySelector(".side"));
    prepare(section);
    if (had) section.querySelector(".files a").focus();
  };

  const choose = async (section, file) => {
    let row;
    try {
      const sha256 = await digest(file);
      row = [...section.querySelectorAll("[data-at]")].find(({ dataset }) => dataset.sha256 === sha256
        && dataset.size === String(file.size) && (sha256 || dataset.name === file.name));
      if (underWay.has(row)) return;
      row ??= rowFor(section, file);
      underWay.set(row, section);
      Object.assign(row.dataset, { sha256, size: file.size, name: file.name });
      const attached = await send(section, row, file, sha256);
      underWay.delete(row);
      if (!attached) return;
      show(row, filled("ready"), { acts: [], loud: true });
      await refresh(section);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      underWay.delete(row);
      show(row ?? rowFor(section, file), filled("unreadable"), { bad: true, acts: ["away"], loud: true });
    }
  };

  const deeds = {
    now: (row) => row.wake(),
    open: () => location.reload(),
    away: (row) => row.remove(),
    drop: async (row) => {
      row.dropped = true;
      row.request?.abort();
      row.wake?.();
      if (row.dataset.at) await ask(row, "DELETE", row.dataset.at);
      row.remove();
      status.textContent = filled("dropped");
    },
  };

  // Chosen is sent: the button of the form is for browsers without scripts.
  const prepare = (section) => section.querySelectorAll("form .acts, [data-act=drop]").forEach((part) => {
    part.hidden = part.matches("form .acts");
  });
  box.querySelectorAll("[data-send]").forEach(prepare);
  box.addEventListener("change", (event) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = "";
    files.forEach((file) => choose(event.target.closest("[data-send]"), file));
  });
  box.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]");
    if (act) deeds[act.dataset.act](act.closest("li"));
  });
  addEventListener("beforeunload", (event) => { if (underWay.size) event.preventDefault(); });
}
