// Calls to the playground's server, all of the same origin and all JSON.

// ApiError carries words for the person.
export class ApiError extends Error {}

// Unreachable is the ApiError of a server that is not there.
export class Unreachable extends ApiError {
  message = unreachable;
}

const unreachable = "The playground does not answer. Is it still running?";

// Api speaks for one person.
export class Api {
  constructor(as) {
    this.as = as;
  }

  // get reads one page of the API; it throws ApiError.
  async get(path, params) {
    const query = new URLSearchParams({ as: this.as, ...params });
    return answer(fetch(`${path}?${query}`, { headers: { Accept: "application/json" } }));
  }

  // post sends one act of the person; it throws ApiError when it was refused.
  async post(path, body) {
    return answer(
      fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ as: this.as, ...body }),
      }),
    );
  }

  // upload sends one file and returns {id, name, mimetype, size, url}.
  async upload(file) {
    const form = new FormData();
    form.append("as", this.as);
    form.append("file", file, file.name || "pasted");
    const body = await answer(fetch("/page/upload", { method: "POST", body: form }));
    return body.file;
  }
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Unreachable();
  }
  let body;
  try {
    body = await response.json();
  } catch {
    throw response.ok ? new Unreachable() : new ApiError(`The playground answered ${response.status}.`);
  }
  if (!response.ok || body.ok === false) {
    throw new ApiError(body.error || `The playground answered ${response.status}.`);
  }
  return body;
}
