/** @jsxImportSource preact */
import { initialsOf } from '@astrocal/look';

/** So many are named; of more the rest is counted. */
const namedAtMost = 4;

/** The people of a meeting by name, each with initials where a picture would be. */
export function Hosts({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  const shown = names.length > namedAtMost ? names.slice(0, namedAtMost - 1) : names;
  return (
    <ul class="hosts">
      {shown.map((name) => (
        <li key={name}>
          <span class="face" aria-hidden="true">
            {initialsOf(name)}
          </span>
          <bdi>{name}</bdi>
        </li>
      ))}
      {names.length > shown.length && <li>+{names.length - shown.length}</li>}
    </ul>
  );
}
