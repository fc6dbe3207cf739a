/** Up to two letters that stand for a person where there is no picture: those of the first and of the last word. */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  return [letters[0], letters.slice(1).at(-1)].join('').toUpperCase();
}
