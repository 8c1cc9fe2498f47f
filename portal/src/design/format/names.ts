/** Parts of ids that people write otherwise than with a capital. */
const spellings: Record<string, string> = { ai: 'AI', qa: 'QA', rag: 'RAG', whatsapp: 'WhatsApp' };

/** The id of a feature or a channel as people write it: `smart-replies` is `Smart replies`. */
export function nameOf(id: string): string {
  const words = id
    .split('-')
    .map((word) => spellings[word] ?? word)
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
