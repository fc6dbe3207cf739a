import ts from 'typescript';
import { callsOf, type NamedFunction, namedFunction } from './named-function.ts';

export interface Breach {
  readonly line: number;
  readonly sentence: string;
}

interface SourceRule {
  readonly sentence: string;
  /** Paths from the root of the repository, with slashes. */
  readonly appliesTo: (file: string) => boolean;
  readonly isBroken: (node: ts.Node) => boolean;
}

const isPure = (file: string) => /^packages\/(scheduling|contract|webhooks|icalendar)\/src\//.test(file);
const isServer = (file: string) => file.startsWith('apps/api/src/');

const readsClock = (node: ts.Node) =>
  isMember(node, 'Date', 'now') ||
  (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length) ||
  (ts.isCallExpression(node) && isNamed(node.expression, 'Date'));

const globalClients: ReadonlySet<string> = new Set(['fetch', 'WebSocket', 'EventSource']);

/** `mailbox.fetch` and `{ fetch: … }` name a member of something else. */
const isNameOfMember = (node: ts.Identifier) =>
  (ts.isPropertyAccessExpression(node.parent) ||
    ts.isPropertyAssignment(node.parent) ||
    ts.isPropertySignature(node.parent) ||
    ts.isMethodDeclaration(node.parent) ||
    ts.isMethodSignature(node.parent)) &&
  node.parent.name === node;
const isGlobalMember = (node: ts.Node) =>
  ts.isPropertyAccessExpression(node) &&
  (isNamed(node.expression, 'globalThis') || isNamed(node.expression, 'global'));

const isSpread = (node: ts.Node) =>
  ts.isSpreadElement(node) || (ts.isArrayLiteralExpression(node) && node.elements.some(isSpread));

/** `for (const lot of lotsOf(rows)) …`: what is spread there is one lot. */
const spreadsLot = (node: ts.CallExpression): boolean => {
  const spread = node.getText();
  for (let each: ts.Node = node; each.parent; each = each.parent) {
    if (!ts.isForOfStatement(each) || !/\blotsOf\(/.test(each.expression.getText())) continue;
    const name = each.initializer.getText().replace(/^const /, '');
    if (spread.includes(`...${name}`)) return true;
  }
  return false;
};

/** A statement with a value for each item of a list, however long the list is. */
const growsWithList = (node: ts.Node): boolean => {
  if (!ts.isCallExpression(node)) return false;
  const { expression, arguments: given } = node;
  if (
    isNamed(expression, 'insertRows') ||
    (ts.isPropertyAccessExpression(expression) && expression.name.text === 'values')
  )
    return given.some(isSpread) && !spreadsLot(node);
  const [, operator, list] = given;
  const isIn = operator && ts.isStringLiteral(operator) && /^(not )?in$/.test(operator.text);
  return Boolean(isIn && list && !ts.isArrayLiteralExpression(list));
};

/** Where the states of an unpaid booking may be named: its life, the same in SQL, columns, conditions and counts. */
const knowsUnpaid: ReadonlySet<string> = new Set(
  ['features/bookings/life.ts', 'features/bookings/store.ts', 'db/lapsed.ts', 'db/booking-tables.ts']
    .concat(['features/usage/store.ts', 'features/usage/present.ts'])
    .map((file) => `apps/api/src/${file}`),
);

const namesUnpaid = (node: ts.Node): boolean =>
  (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) &&
  node.text.includes('pending_payment');

/** Whether a function of another name does what the verb tells. */
const lacksVerb =
  (verb: string, does: (made: NamedFunction) => boolean) =>
  (node: ts.Node): boolean => {
    const made = namedFunction(node);
    return made !== null && does(made) && !made.name.startsWith(verb);
  };

const takesWhatWasAsked = ({ name, parameters: [first] }: NamedFunction): boolean =>
  /^read[A-Z]/.test(name) && /Static<typeof|(Body|Query)\b/.test(first?.type?.getText() ?? '');

const readsFile = (made: NamedFunction): boolean =>
  /^read[A-Z]/.test(made.name) && (callsOf(made, 'readFile') || callsOf(made, 'readFileSync'));

const holdsStatements = (file: string) =>
  /^apps\/api\/src\/(db|jobs|attempts|events)\/|\/store[^/]*\.ts$/.test(file);
const builders = /^(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)$/;

const makesStatement = (node: ts.Node): boolean =>
  (ts.isTaggedTemplateExpression(node) && isNamed(node.tag, 'sql')) ||
  (ts.isCallExpression(node) &&
    (isNamed(node.expression, 'insertRows') ||
      (ts.isPropertyAccessExpression(node.expression) &&
        (builders.test(node.expression.name.text) || isNamed(node.expression.expression, 'sql')))));

/** What an import rule cannot see: globals, and what statements are made of. */
const rules: readonly SourceRule[] = [
  {
    sentence: 'Only lib/clock.ts asks for the time; everything else is given `now` or a clock.',
    appliesTo: (file) => isPure(file) || (isServer(file) && file !== 'apps/api/src/lib/clock.ts'),
    isBroken: readsClock,
  },
  {
    sentence: 'Only config.ts reads process.env; everything else is given its settings.',
    appliesTo: (file) => isPure(file) || (isServer(file) && file !== 'apps/api/src/config.ts'),
    isBroken: (node) => isMember(node, 'process', 'env'),
  },
  {
    sentence: 'A pure package uses no randomness: the same question has the same answer.',
    appliesTo: isPure,
    isBroken: (node) => isMember(node, 'Math', 'random') || isNamed(node, 'crypto'),
  },
  {
    sentence: 'Only providers/outbound asks other servers: a global client follows redirects to any address.',
    appliesTo: isServer,
    isBroken: (node) =>
      ts.isIdentifier(node) &&
      globalClients.has(node.text) &&
      (!isNameOfMember(node) || isGlobalMember(node.parent)),
  },
  {
    sentence:
      'A statement takes a list in lots (`for (const lot of lotsOf(rows)) … values([...lot])`) or as one array ' +
      '(`= any(…)`): with a value for each item it fails when there are many.',
    // Whose `in` is of a closed list, in a statement that is sent with its values in it.
    appliesTo: (file) => isServer(file) && file !== 'apps/api/src/features/bookings/store-lists.ts',
    isBroken: growsWithList,
  },
  {
    sentence: 'A statement is made in a store (`store*.ts`), or in db/, jobs/, attempts/ or events/.',
    appliesTo: (file) => isServer(file) && !holdsStatements(file),
    isBroken: makesStatement,
  },
  {
    sentence: 'What a status of a booking means is asked of bookings/life.ts, and in SQL of db/lapsed.ts.',
    appliesTo: (file) => isServer(file) && !knowsUnpaid.has(file),
    isBroken: namesUnpaid,
  },
  {
    sentence: 'What hands a statement over and does not wait for it says so: its name begins with `send`.',
    appliesTo: (file) => /^apps\/api\/src\/(features|http)\//.test(file),
    isBroken: lacksVerb('send', (made) => !made.isAsync && callsOf(made, 'send', 'tx')),
  },
  {
    sentence: 'What judges a credential says so: its name begins with `authorize`.',
    appliesTo: (file) => isServer(file),
    isBroken: lacksVerb('authorize', (made) => callsOf(made, 'authorizeBearer')),
  },
  {
    sentence: 'What makes sense of a body or a query is named `parse…`.',
    appliesTo: isServer,
    isBroken: lacksVerb('parse', takesWhatWasAsked),
  },
  {
    sentence: 'What reads a file is named `load…`.',
    appliesTo: isServer,
    isBroken: lacksVerb('load', readsFile),
  },
];

/** Every place where `text`, the content of `file`, breaks a rule. Tests may do anything. */
export function findBreaches(file: string, text: string): readonly Breach[] {
  if (file.endsWith('.test.ts')) return [];
  const applying = rules.filter((rule) => rule.appliesTo(file));
  if (applying.length === 0) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const breaches: Breach[] = [];
  const visit = (node: ts.Node): void => {
    for (const { sentence, isBroken } of applying) {
      if (isBroken(node)) {
        breaches.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, sentence });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return breaches;
}

function isMember(node: ts.Node, object: string, member: string): boolean {
  return ts.isPropertyAccessExpression(node) && isNamed(node.expression, object) && node.name.text === member;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}
