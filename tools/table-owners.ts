import ts from 'typescript';

interface Found {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
}

/** Who owns each table: a feature's name by a table's. */
export type Owners = ReadonlyMap<string, string>;

/** Why a feature reads what is another's, by file and table. Writing it is nobody's but the owner's. */
export type Reasons = Readonly<Record<string, Readonly<Record<string, string>>>>;

const readers = /^(selectFrom|(inner|left|right|full|cross)Join(Lateral)?)$/;
const writers = /^(insertInto|updateTable|deleteFrom|mergeInto)$/;

interface Use {
  readonly table: string;
  readonly isWritten: boolean;
  readonly node: ts.Node;
}

const featureOf = (file: string): string | undefined =>
  /^apps\/api\/src\/features\/([^/]+)\//.exec(file)?.[1];

/**
 * Where a feature reads a table that is another's without a reason, or writes one. And every reason for a read that is
 * not there any more.
 */
export function findForeignTables(
  texts: ReadonlyMap<string, string>,
  owners: Owners,
  reasons: Reasons,
): readonly Found[] {
  const unused = new Set(
    Object.entries(reasons).flatMap(([file, tables]) =>
      Object.keys(tables).map((table) => `${file} ${table}`),
    ),
  );
  const found: Found[] = [];
  for (const [file, text] of texts) {
    const feature = featureOf(file);
    if (feature === undefined) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    for (const { table, isWritten, node } of usesIn(source)) {
      const owner = owners.get(table);
      if (owner === undefined || owner === feature) continue;
      unused.delete(`${file} ${table}`);
      if (!isWritten && reasons[file]?.[table] !== undefined) continue;
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const sentence = isWritten
        ? `The table ${table} is written by its owner ${owner} alone: use its index.ts.`
        : `The table ${table} is ${owner}'s: use its index.ts, or give the reason in tools/foreign-reads.ts.`;
      found.push({ file, line, sentence });
    }
  }
  for (const each of unused) {
    const [file = '', table] = each.split(' ');
    found.push({ file, line: 1, sentence: `Reads ${table} no more: take its reason out of the list.` });
  }
  return found;
}

/** The tables that a source names in statements. A name may be one that only looks like a table's. */
function* usesIn(node: ts.Node): Generator<Use> {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const method = node.expression.name.text;
    const [first] = node.arguments;
    const isWritten = writers.test(method);
    if (first && ts.isStringLiteralLike(first) && (isWritten || readers.test(method)))
      yield { table: tableOf(first.text), isWritten, node };
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'insertRows') {
    const [first] = node.arguments;
    if (first && ts.isStringLiteralLike(first)) yield { table: first.text, isWritten: true, node };
  }
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText().startsWith('sql'))
    yield* usesInSql(node.template.getText(), node);
  for (const child of node.getChildren()) yield* usesIn(child);
}

const tableOf = (text: string): string => text.split(' ')[0] ?? text;

const clause = /\b(insert into|update|delete from|from|join)\s+(?:only\s+)?([a-z_]+)/g;

function* usesInSql(text: string, node: ts.Node): Generator<Use> {
  for (const [, words = '', table = ''] of text.matchAll(clause))
    yield { table, isWritten: !/^(from|join)$/.test(words), node };
}
