import ts from 'typescript';
import type { Breach } from './source-rules.ts';

/**
 * Names that two packages publish: whoever installs one knows nothing of the other. `ApiError` is also the server's, which
 * the client's tells of.
 */
const publishedTwice: ReadonlySet<string> = new Set(['ApiError', 'RescheduleTarget']);

/** What each file exports under a name that another one exports, too: a reader looks for a word in one place. */
export function findTwins(
  texts: ReadonlyMap<string, string>,
): readonly (Breach & { readonly file: string })[] {
  const exported = [...texts]
    .filter(([file]) => !/\.(test|generated)\.tsx?$/.test(file))
    .flatMap(([file, text]) => exportedTypes(file, text));
  const byName = Map.groupBy(exported, ({ name }) => name);
  return exported.flatMap(({ file, line, name }) => {
    const others = byName.get(name)?.filter((each) => each.file !== file) ?? [];
    if (others.length === 0 || publishedTwice.has(name)) return [];
    const places = others.map((each) => each.file).join(', ');
    return [{ file, line, sentence: `One exported type for each name: ${name} is one of ${places}, too.` }];
  });
}

/** The types that a file declares and exports; what it only passes on is declared elsewhere. */
function exportedTypes(file: string, text: string): { file: string; line: number; name: string }[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((each) => {
    const isType =
      ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each) || ts.isClassDeclaration(each);
    const isExported = isType && each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported || !each.name) return [];
    const line = source.getLineAndCharacterOfPosition(each.getStart()).line + 1;
    return [{ file, line, name: each.name.text }];
  });
}
