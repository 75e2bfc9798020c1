// The page's event stream: opened once per person, opened again when lost.

const firstWait = 500;
const longestWait = 8000;

// Stream hands each event to onEvent and says by onState "open" or "lost".
export class Stream {
  #source = null;
  #timer = 0;
  #wait = firstWait;

  constructor(onEvent, onState) {
    this.onEvent = onEvent;
    this.onState = onState;
  }

  open(as) {
    this.close();
    const source = new EventSource(`/page/events?${new URLSearchParams({ as })}`);
    this.#source = source;
    source.onopen = () => {
      this.#wait = firstWait;
      this.onState("open");
    };
    source.onmessage = (event) => this.onEvent(JSON.parse(event.data));
    source.onerror = () => {
      // The browser's own retry neither backs off nor returns after an HTTP
      // error, so each attempt is a new source.
      if (this.#source !== source) return;
      source.close();
      this.onState("lost");
      this.#timer = setTimeout(() => this.open(as), this.#wait);
      this.#wait = Math.min(this.#wait * 2, longestWait);
    };
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
