import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(import.meta.dirname, '..');

export interface SourceFile {
  /** Path from the project's root. */
  readonly path: string;
  /** `domain`, `use-cases` ... for libs; `apps/dispatch-api` ... for apps; else the top folder. */
  readonly room: string;
  readonly isTest: boolean;
  readonly lines: number;
  readonly text: string;
  /** Specifiers of all imports, `import type` too. */
  readonly imports: readonly string[];
  readonly functions: readonly { readonly name: string; readonly lines: number }[];
}

const SKIPPED = new Set(['node_modules', 'dist', 'artifacts', '.akut', '.git']);

function listPaths(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listPaths(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top === 'libs') return second;
  return top === 'apps' ? `apps/${second}` : top;
}

function readSource(absolute: string): SourceFile {
  const path = relative(ROOT, absolute);
  const text = readFileSync(absolute, 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: string[] = [];
  const functions: { name: string; lines: number }[] = [];
  const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      imports.push((node.moduleSpecifier as ts.StringLiteral).text);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier && ts.isStringLiteral(specifier)) imports.push(specifier.text);
    }
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const name = node.name?.getText(tree) ?? 'anonymous';
      functions.push({ name, lines: lineOf(node.end) - lineOf(node.getStart(tree)) + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const isTest = /\.spec\.tsx?$/.test(path) || path.split('/').includes('test') || path.startsWith('tests/');
  return { path, room: roomOf(path), isTest, lines: text.split('\n').length, text, imports, functions };
}

/** Every source file of the project. */
export const listSources = (): SourceFile[] =>
  ['apps', 'libs', 'maps', 'tools', 'tests', 'load-tests'].flatMap((folder) => {
    try {
      return listPaths(join(ROOT, folder)).map(readSource);
    } catch {
      return [];
    }
  });

/** Path from the root of a relative import, or undefined for packages. */
export function resolveRelative(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return relative(ROOT, resolve(ROOT, dirname(file.path), specifier));
}

/** The room an import leads to: a lib's name, or undefined for packages and files of the same room. */
export function roomOfImport(file: SourceFile, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1).split('/')[0];
  const path = resolveRelative(file, specifier);
  if (path === undefined) return undefined;
  const room = roomOf(path);
  return room === file.room ? undefined : room;
}
