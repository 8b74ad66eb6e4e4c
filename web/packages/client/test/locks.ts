interface Waiting {
  callback: () => unknown;
  done: (value: unknown) => void;
  failed: (thrown: unknown) => void;
}

/** The locks of a browser, for the versions of Node that have none: whoever asks first holds, the others wait. */
export class Locks {
  readonly #lines = new Map<string, Waiting[]>();

  request(name: string, options: LockOptions, callback: () => unknown): Promise<unknown> {
    return new Promise((done, failed) => {
      const line = this.#lines.get(name) ?? [];
      this.#lines.set(name, line);
      const me = { callback, done, failed };
      line.push(me);
      options.signal?.addEventListener('abort', () => {
        const place = line.indexOf(me);
        if (place <= 0) return; // who holds the lock keeps it
        line.splice(place, 1);
        failed(new DOMException('The request was taken back.', 'AbortError'));
      });
      if (line.length === 1) void this.#serve(line);
    });
  }

  async #serve(line: Waiting[]): Promise<void> {
    for (let next = line[0]; next; next = line[0]) {
      try {
        next.done(await next.callback());
      } catch (thrown) {
        next.failed(thrown);
      }
      line.shift();
    }
  }
}
