/** The words are English; numbers and dates follow the reader's own English, or the American one. */
export const locale: string = (globalThis.navigator?.languages ?? []).find((language) => language.startsWith('en')) ?? 'en-US';
