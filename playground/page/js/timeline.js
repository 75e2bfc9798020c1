// Messages of one conversation or one thread, in order of time.

// isReply says whether a message lives in a thread and not at the top level.
export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

// Timeline keeps what the server gave and what events have told since.
export class Timeline {
  list = [];
  loaded = false;
  #loading = 0;
  #meanwhile = [];

  // load takes the list that `read` promises. What events tell while it is
  // under way is applied again to the answer, which may be older than they.
  async load(read) {
    this.#loading += 1;
    try {
      const list = await read();
      this.list = [...list].sort(byTime);
      this.loaded = true;
      for (const change of this.#meanwhile) change();
    } finally {
      this.#loading -= 1;
      if (this.#loading === 0) this.#meanwhile = [];
    }
  }

  upsert(message) {
    this.#change(() => {
      const at = this.list.findIndex((m) => m.ts === message.ts);
      if (at >= 0) this.list[at] = message;
      else this.list = [...this.list, message].sort(byTime);
    });
  }

  remove(ts) {
    this.#change(() => {
      this.list = this.list.filter((m) => m.ts !== ts);
    });
  }

  find(ts) {
    return this.list.find((m) => m.ts === ts);
  }

  #change(change) {
    change();
    if (this.#loading > 0) this.#meanwhile.push(change);
  }
}

function byTime(a, b) {
  return a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0;
}

// replies is a thread's size in words.
export function replies(count) {
  if (count === 0) return "No replies yet";
  return count === 1 ? "1 reply" : `${count} replies`;
}
