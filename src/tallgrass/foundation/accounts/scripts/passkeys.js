// Passkeys: asks the browser for one, and sends what it gives with the form around the button.
//
// A form says what it is for: data-passkey="get" (sign in, confirm) or "create" (add one). What the browser is asked
// stands in data-options, or is fetched from the form's own address. Without this script, or where a browser knows no
// passkeys, the forms stay hidden.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withId = (one) => ({ ...one, id: toBytes(one.id) });

function asked(options) {
  const made = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) made.user = withId(options.user);
  if (options.excludeCredentials) made.excludeCredentials = options.excludeCredentials.map(withId);
  if (options.allowCredentials) made.allowCredentials = options.allowCredentials.map(withId);
  return made;
}

function given(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return (await answer.json()).request_options;
}

async function use(form) {
  const trouble = form.querySelector("[data-trouble]");
  trouble.hidden = true;
  try {
    const publicKey = asked((await optionsOf(form)).publicKey);
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = JSON.stringify(given(credential));
    form.submit();
  } catch {
    trouble.hidden = false;
  }
}

// A passkey belongs to the name of a site: where it was opened by a number, no browser has one.
const byNumber = /^[0-9.]+$|^\[/.test(location.hostname);
const known = window.isSecureContext && window.PublicKeyCredential && !byNumber;
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!known) continue;
  form.hidden = false;
  for (const note of document.querySelectorAll("[data-without-passkeys]")) note.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    use(form);
  });
}
