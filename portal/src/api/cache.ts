import { asApiError, type ApiError } from './problem';

/** What is known of one answer. `data` stays while it is asked for again, and beside an error of the asking. */
export interface Known<Data> {
  data: Data | null;
  error: ApiError | null;
  isLoading: boolean;
}

interface Entry {
  known: Known<unknown>;
  load: () => Promise<unknown>;
  /** Tells answers to an earlier asking, which come late, from the last one's. */
  asked: number;
  readers: Set<() => void>;
}

/** The answers of one session; a new session begins with none. */
export class AnswerCache {
  readonly #entries = new Map<string, Entry>();

  read<Data>(key: string): Known<Data> {
    return (this.#entries.get(key)?.known ?? { data: null, error: null, isLoading: true }) as Known<Data>;
  }

  /** Has the answer loaded, unless somebody watches it already, and tells of every change until the returned function is called. */
  watch(key: string, load: () => Promise<unknown>, changed: () => void): () => void {
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = { known: { data: null, error: null, isLoading: true }, load, asked: 0, readers: new Set() };
      this.#entries.set(key, entry);
    }
    entry.load = load;
    entry.readers.add(changed);
    if (entry.readers.size === 1) void this.#ask(entry);
    return () => void entry.readers.delete(changed);
  }

  async reload(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry !== undefined) await this.#ask(entry);
  }

  /** After something was changed: asks again for all that is shown, and forgets what is not. */
  async refresh(): Promise<void> {
    for (const [key, entry] of this.#entries) {
      if (entry.readers.size === 0) this.#entries.delete(key);
    }
    await Promise.all([...this.#entries.values()].map((entry) => this.#ask(entry)));
  }

  async #ask(entry: Entry): Promise<void> {
    const turn = ++entry.asked;
    this.#tell(entry, { ...entry.known, isLoading: true });
    try {
      const data = await entry.load();
      if (turn === entry.asked) this.#tell(entry, { data, error: null, isLoading: false });
    } catch (error) {
      if (turn === entry.asked && !isAbort(error)) this.#tell(entry, { ...entry.known, error: asApiError(error), isLoading: false });
    }
  }

  #tell(entry: Entry, known: Known<unknown>): void {
    entry.known = known;
    for (const changed of entry.readers) changed();
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
