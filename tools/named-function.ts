import ts from 'typescript';

/** A function with a name: declared, or an arrow that a constant holds. */
export interface NamedFunction {
  readonly name: string;
  readonly isAsync: boolean;
  readonly parameters: readonly ts.ParameterDeclaration[];
  readonly calls: readonly ts.CallExpression[];
}

/** The function that a node makes; null where it makes none, or one without a name. */
export function namedFunction(node: ts.Node): NamedFunction | null {
  const made = ts.isVariableDeclaration(node) ? node.initializer : node;
  if (!made || !(ts.isArrowFunction(made) || ts.isFunctionDeclaration(made))) return null;
  const { name } = node as ts.VariableDeclaration | ts.FunctionDeclaration;
  if (!name || !made.body) return null;
  const calls: ts.CallExpression[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isCallExpression(each)) calls.push(each);
    ts.forEachChild(each, visit);
  };
  visit(made.body);
  const isAsync = Boolean(made.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword));
  return { name: name.getText(), isAsync, parameters: [...made.parameters], calls };
}

/** Whether it calls a function of this name; with that first argument, where one is told. */
export const callsOf = ({ calls }: NamedFunction, name: string, first?: string): boolean =>
  calls.some(
    ({ expression, arguments: [given] }) =>
      expression.getText() === name && (first === undefined || given?.getText() === first),
  );
