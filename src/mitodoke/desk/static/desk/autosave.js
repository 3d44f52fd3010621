// Saves a field as a draft a moment after it was changed. Without this file the button 「下書きを保存」 does the same.
(function () {
  "use strict";
  const form = document.getElementById("answer-form");
  if (!form || !window.fetch) return;
  const status = document.getElementById("save-state");
  const token = form.querySelector("input[name=csrfmiddlewaretoken]").value;
  const waiting = new Map();
  const stuck = new Set();
  let timer = 0;
  let running = false;

  if (!status.textContent.trim()) say("入力は自動で下書きに保存されます。");

  function hidden(kind, field) {
    return form.elements.namedItem(kind + ":" + field);
  }

  function say(text) {
    status.textContent = text;
  }

  function note(field, kind, text) {
    const control = form.querySelector('[data-field="' + CSS.escape(field) + '"]');
    if (!control) return;
    let place = control.querySelector(".live-" + kind);
    if (!place) {
      place = document.createElement("p");
      place.className = (kind === "doubt" ? "doubts" : "problem") + " live-" + kind;
      control.append(place);
    }
    place.textContent = text;
  }

  function clear(kind) {
    form.querySelectorAll(".live-" + kind).forEach((one) => one.remove());
  }

  form.addEventListener("input", (event) => changed(event.target));
  form.addEventListener("change", (event) => changed(event.target));

  function changed(target) {
    if (!target.name || !target.name.startsWith("v:")) return;
    const field = target.name.slice(2);
    if (stuck.has(field) || hidden("c", field)) return;
    // Leaving a field is told as a change as well: what is stored already must not meet what a colleague stored since.
    if (!running && !waiting.has(field) && target.value === hidden("o", field).value) return;
    waiting.set(field, target.value);
    say("まだ保存していない変更があります。");
    window.clearTimeout(timer);
    timer = window.setTimeout(send, 1500);
  }

  async function send() {
    if (running || waiting.size === 0) return;
    running = true;
    const sent = new Map(waiting);
    waiting.clear();
    const changes = [];
    sent.forEach((value, field) => {
      changes.push({ field: field, value: value, revision: Number(hidden("r", field).value) });
    });
    say("保存しています。");
    let again = 0;
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ changes: changes }),
      });
      const message = await response.json();
      if (!response.ok) {
        sent.forEach((_, field) => note(field, "error", message.error || "保存できませんでした。"));
        say((message.error || "保存できませんでした。") + " 入力した内容は画面に残っています。");
      } else {
        taken(message);
      }
    } catch (problem) {
      sent.forEach((value, field) => {
        if (!waiting.has(field)) waiting.set(field, value);
      });
      say("サーバーに届かなかったため、まだ保存していません。少し待ってから自動でもう一度保存します。");
      again = 10000;
    }
    running = false;
    if (waiting.size > 0) timer = window.setTimeout(send, again || 500);
  }

  function taken(message) {
    clear("error");
    clear("doubt");
    let conflicts = 0;
    message.fields.forEach((one) => {
      if (one.outcome === "conflict") {
        conflicts += 1;
        stuck.add(one.field);
        note(one.field, "conflict", one.by + "さんが先に「" + (one.shown || "（空）") + "」に変えています。「下書きを保存」を押すと、両方を見比べて選べます。");
      } else {
        hidden("r", one.field).value = one.revision;
        hidden("o", one.field).value = one.value;
      }
    });
    message.doubts.forEach((one) => {
      const control = form.querySelector('[data-field="' + CSS.escape(one.field) + '"]');
      if (control && control.querySelector(".doubts:not(.live-doubt)")) return;
      note(one.field, "doubt", "確認してください：" + one.message + " 直すか、「下書きを保存」を押して理由を書いてください。");
    });
    met(message.problems.concat(message.doubts).map((one) => one.field));
    document.getElementById("answer-state").textContent = message.state;
    const rest = message.problems.length + message.doubts.length;
    if (conflicts) {
      say("別の人が同じ欄を変えています。「下書きを保存」を押して、残す方を選んでください。");
    } else {
      say(message.saved_at + "に下書きを保存しました。" + (rest ? "提出までに必要なことが" + rest + "件あります。" : "このまま提出できます。"));
    }
  }

  // Of the list at the top only what is still needed stays; what is new stands at its field.
  function met(fields) {
    const list = form.querySelectorAll("[data-need]");
    list.forEach((one) => {
      const field = one.dataset.need;
      if (!fields.includes(field) && !stuck.has(field) && !hidden("c", field)) one.remove();
    });
    const rest = form.querySelectorAll("[data-need]").length;
    const count = form.querySelector("#needs .count");
    if (count) count.textContent = rest + "件";
    if (count && rest === 0) count.closest("section").remove();
  }

  form.addEventListener("submit", (event) => {
    waiting.clear();
    window.clearTimeout(timer);
    if (!running) return;
    // A message is on its way: sent together, the form would meet its own change as somebody else's.
    event.preventDefault();
    const button = event.submitter;
    const wait = window.setInterval(() => {
      if (running) return;
      window.clearInterval(wait);
      form.requestSubmit(button);
    }, 100);
  });
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size > 0 || running) event.preventDefault();
  });
})();
