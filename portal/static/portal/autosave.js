// Saves what is typed while it is typed. What has not reached the portal stays in this browser and is offered again.
// Every page works without this file. The page says where to (data-autosave) and in which words.
"use strict";
{
  const PREFIX = "konkurs:typed:", CHOICE = "autosave-choice-", DAYS = 14, AFTER = 1000, AT_MOST = 5000, PATIENCE = 30000, LONGEST = 60000;
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);
  // On the reader's own clock, which is named as the portal names clocks: 14:05 UTC+5.
  const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" };
  const DAY = { day: "numeric", month: "long", year: "numeric" };
  const shownIn = (at, how) => new Date(at).toLocaleString(document.documentElement.lang, how).replace("GMT", "UTC");
  const tidy = (text) => String(text).replace(/\r\n/g, "\n").trim();

  // The copies in this browser: one for each window; old ones go by themselves, all of them when somebody signs out.
  const copies = {
    keys: (start) => { try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + start)); } catch { return []; } },
    read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    write(key, copy) { try { localStorage.setItem(key, JSON.stringify(copy)); return true; } catch { return false; } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* There is none. */ } },
  };
  for (const key of copies.keys("")) {
    const copy = copies.read(key);
    if (!copy || Date.now() - copy.at > DAYS * 864e5) copies.drop(key);
  }
  all("form[data-forgets]", (leave) => {
    all("[data-unsent]", (note) => { note.hidden = !copies.keys("").length; });
    leave.addEventListener("submit", () => copies.keys("").forEach(copies.drop));
  });

  let mine = null;
  const box = document.querySelector("[data-autosave]");
  if (box && document.getElementById("typed")) {
    const words = box.dataset, address = words.autosave;
    const form = document.getElementById("typed");
    const own = (name) => form.elements[`autosave-${name}`];
    const [beganIn, windowIn, turnIn] = [own("began"), own("window"), own("turn")];
    const line = box.querySelector("[data-line]"), heard = box.querySelector("[role=status]");
    const began = () => JSON.parse(beganIn.value);
    const key = () => `${PREFIX}${words.store}:${windowIn.value}`;
    const shownClashes = document.getElementById("clashes");
    let dirty = false, sending = false, held = true, leaving = false, quiet = false, choosing = "", failures = 0, timer = 0, since = 0, clashes = null;

    // What stands in each field, as the portal compares it.
    const texts = () => {
      const data = new FormData(form);
      return Object.fromEntries(Object.keys(began()).map((name) => [name, data.getAll(name).map(tidy).sort().join("\n")]));
    };
    const controls = (name) => [...form.elements].filter((one) => one.name === name);
    const put = (name, text) => {
      const chosen = text.split("\n");
      quiet = true;
      for (const one of controls(name)) {
        if (one.type === "radio" || one.type === "checkbox") one.checked = chosen.includes(one.value);
        else if (one.type === "select-multiple") for (const option of one.options) option.selected = chosen.includes(option.value);
        else one.value = text;
        one.dispatchEvent(new Event("input", { bubbles: true }));
      }
      quiet = false;
    };
    const shown = (name, text) => {
      const words = text.split("\n").map((value) => {
        for (const one of controls(name)) {
          if (one.options) for (const option of one.options) if (option.value === value) return option.text;
          if (one.type === "radio" && one.value === value) return one.labels[0].innerText;
        }
        return value;
      });
      return words.join("\n") || box.dataset.empty;
    };
    const called = (name) => {
      const one = controls(name)[0];
      const legend = one?.type === "radio" && one.closest("fieldset")?.querySelector("legend");
      return (legend || one?.labels[0])?.innerText ?? "";
    };

    // Seen at every save, read out only when something else has come about than before.
    const say = (kind, values = {}) => {
      const text = words[kind].replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
      box.hidden = false;
      box.classList.toggle("bad", !["saved", "newer"].includes(kind));
      box.querySelector("[data-sign-in]").hidden = kind !== "signedOut";
      box.querySelector("[data-choose]").hidden = kind !== "clash";
      line.textContent = text;
      if (heard.dataset.kind !== kind) heard.textContent = text;
      heard.dataset.kind = kind;
    };

    const copy = () => {
      const turn = Number(turnIn.value) + Number(dirty);
      held = copies.write(key(), { at: Date.now(), address, said: texts(), began: beganIn.value, window: windowIn.value, turn, title: document.querySelector("h1").innerText });
    };
    const soon = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };
    // What is sent next. A choice between two texts is made by its button, not by passing over it with the keyboard.
    const next = () => {
      dirty = false;
      turnIn.value = Number(turnIn.value) + 1;
      const body = new FormData(form);
      if (!choosing) for (const name of [...body.keys()]) if (name.startsWith(CHOICE)) body.delete(name);
      return body;
    };

    const typed = (event) => {
      if (quiet || !event.target.name || event.target.name.startsWith("autosave-")) return;
      if (!dirty) since = Date.now();
      dirty = true;
      copy();
      if (!failures) soon(Math.max(0, Math.min(AFTER, since + AT_MOST - Date.now())));
    };

    async function send() {
      clearTimeout(timer);
      if (sending || !dirty || leaving) return;
      sending = true;
      const said = texts(), chose = choosing, body = next();
      copy();
      try {
        const answer = await fetch(address, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE) });
        if (answer.ok) taken(await answer.json(), said, chose);
        else if (answer.type === "opaqueredirect" || answer.status === 403) await enter();
        else if (answer.status < 500) return ended(answer);
        else throw new Error(answer.status);
      } catch { failed("unsaved"); }
      sending = false;
      if (dirty && !failures) soon(AFTER);
    }

    function taken(answer, said, chose) {
      const now = texts(), from = began();
      for (const name of Object.keys(answer.began)) {
        const text = answer.values[name];
        // What was typed into since then is left alone; what the field began from stays known, so that the portal sees both.
        if (text !== undefined && now[name] !== said[name]) continue;
        if (text !== undefined) put(name, text);
        from[name] = answer.began[name];
      }
      beganIn.value = JSON.stringify(from);
      failures = 0;
      if (answer.clashes.trim() !== clashes) {
        const ticked = [...shownClashes.querySelectorAll(":checked")].map((one) => one.id);
        shownClashes.innerHTML = clashes = answer.clashes.trim();
        for (const one of shownClashes.querySelectorAll("[type=radio]")) one.checked = ticked.includes(one.id);
      }
      if (chose) {
        controls(chose)[0]?.focus();
        choosing = "";
      }
      if (dirty) copy();
      else copies.drop(key());
      stand(answer);
      const time = shownIn(answer.at, CLOCK);
      const fields = (answer.unkept.length ? answer.unkept : answer.newer).map((name) => `“${name}”`).join(", ");
      say(answer.unkept.length ? "unkept" : answer.waits ? "clash" : fields ? "newer" : "saved", { time, fields });
    }

    // How far one is, beside the page.
    const stand = (answer) => {
      all(".path .chip", (chip, at) => {
        const [word, kind] = answer.steps?.[at] ?? [chip.textContent, chip.className.replace(/^chip ?/, "")];
        chip.textContent = word;
        chip.className = `chip ${kind}`.trim();
      });
      const bar = document.getElementById("filled");
      if (bar && answer.filled) {
        [bar.value, bar.textContent] = answer.filled;
        bar.parentElement.querySelector(".num").textContent = answer.filled[1];
      }
    };

    const failed = (kind) => {
      dirty = true;
      copy();
      say(held ? kind : "nowhere");
      soon(Math.min(LONGEST, AFTER * 2 ** failures++));
    };
    async function ended(answer) {
      let words;
      try { ({ words } = await answer.json()); } catch { /* It says nothing. */ }
      copy();
      say("ended");
      if (words) line.textContent = heard.textContent = words;
    }

    // Signed out, or signed in anew: then the page needs the token of the new session, and goes on.
    async function enter() {
      const answer = await fetch(address, { redirect: "manual" });
      if (!answer.ok) return failed("signedOut");
      const { token } = await answer.json();
      all("[name=csrfmiddlewaretoken]", (one) => { one.value = token; });
      if (failures > 5) return failed("unsaved");
      dirty = true;
      failures += 1;
      soon(0);
    }

    form.addEventListener("input", typed);
    document.addEventListener("click", (event) => {
      if (event.target.name !== "chosen") return;
      event.preventDefault();
      const chosen = [...form.elements].find((one) => one.checked && one.name.startsWith(CHOICE));
      if (!chosen) return;
      choosing = chosen.name.slice(CHOICE.length);
      dirty = true;
      send();
    });
    form.addEventListener("focusout", () => { if (!failures) send(); });
    addEventListener("online", send);
    addEventListener("focus", () => { if (failures) send(); });
    document.addEventListener("visibilitychange", () => send());
    form.addEventListener("submit", () => {
      leaving = true;
      clearTimeout(timer);
      const unsent = dirty || sending;
      next();
      if (unsent) copy();
    });
    addEventListener("pageshow", () => { leaving = false; });
    addEventListener("pagehide", () => {
      if (leaving || !(dirty || sending)) return;
      const body = next();
      copy();
      navigator.sendBeacon(address, body);
    });
    addEventListener("beforeunload", (event) => { if (!leaving && !held && (dirty || sending)) event.preventDefault(); });

    // As long as this window is open, its copy is offered in no other.
    const hold = () => navigator.locks?.request(key(), () => new Promise(() => {}));

    // What was typed here and has not arrived, beside what is saved.
    const offer = (at, copy) => {
      const saved = texts(), names = Object.keys(saved).filter((name) => name in copy.said && copy.said[name] !== saved[name]);
      if (!names.length) return copies.drop(at);
      const found = document.getElementById("found").content.cloneNode(true).firstElementChild;
      found.querySelector("[data-moment]").textContent = shownIn(copy.at, { ...DAY, ...CLOCK });
      for (const name of names) {
        const pair = document.getElementById("pair").content.cloneNode(true);
        pair.querySelector("h3").textContent = called(name);
        [saved[name], copy.said[name]].forEach((text, at) => { pair.querySelectorAll("blockquote")[at].innerText = shown(name, text); });
        found.querySelector("[data-pairs]").append(pair);
      }
      found.querySelector("[data-discard]").addEventListener("click", () => { copies.drop(at); found.remove(); });
      found.querySelector("[data-use]").addEventListener("click", () => {
        if (navigator.locks) [windowIn.value, turnIn.value] = [copy.window, copy.turn];
        beganIn.value = JSON.stringify({ ...began(), ...JSON.parse(copy.began) });
        names.forEach((name) => put(name, copy.said[name]));
        if (key() !== at) copies.drop(at);
        found.remove();
        hold();
        dirty = true;
        send();
        controls(names[0])[0]?.focus();
      });
      shownClashes.before(found);
      heard.textContent = found.querySelector("h2").textContent;
    };
    hold();
    mine = { address, texts, offer, clean: () => !(dirty || sending) };
  }

  // Copies of windows that are gone: what has arrived after all goes, what has not is offered on its own page.
  const pause = (wait) => new Promise((go) => { setTimeout(go, wait); });
  const settle = async (at, copy, patience = 4) => {
    const answer = await fetch(`${copy.address}?window=${copy.window}`, { redirect: "manual" });
    const { texts, turn } = await answer.json();
    const same = (now) => Object.keys(now).every((name) => texts[name] === now[name]);
    if (turn >= copy.turn || Object.keys(texts).every((name) => texts[name] === (copy.said[name] ?? texts[name]))) {
      copies.drop(at);
      // It arrived while this page was on its way.
      if (copy.address === mine?.address && mine.clean() && !same(mine.texts())) location.reload();
    } else if (patience && Date.now() - copy.at < 60000) {
      // What was sent as its page was left may be on its way still.
      await pause(1000);
      await settle(at, copy, patience - 1);
    } else if (copy.address === mine?.address) mine.offer(at, copy);
    else all("[data-elsewhere]", (note) => elsewhere(note, copy));
  };
  // The page of it, which offers it: an entry begun without a line is found in no list of the portal.
  const elsewhere = (note, copy) => {
    const link = document.createElement("a");
    link.href = copy.address.replace(/autosave\/$/, "");
    link.textContent = `${copy.title}, ${shownIn(copy.at, { ...DAY, ...CLOCK })}`;
    note.querySelector("ul").append(document.createElement("li"));
    note.querySelector("li:last-child").append(link);
    note.hidden = false;
  };
  all("[data-copies]", async ({ dataset }) => {
    const live = navigator.locks ? (await navigator.locks.query()).held.map((one) => one.name) : [];
    for (const at of copies.keys(`${dataset.copies}:`)) {
      if (!live.includes(at)) await settle(at, copies.read(at)).catch(() => { /* It waits for the line. */ });
    }
  });
}
