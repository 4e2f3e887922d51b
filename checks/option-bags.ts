// Finds large option objects: exported types whose names end in Options, Parts or Deps. More than eight fields are hard to read, and
// usually mean that several users share one object. Takes source files; returns the large ones.
import ts from 'typescript';
import { isProductFile, type SourceFile } from './source-file.ts';

export interface Bag {
  /** `path Name`. */
  name: string;
  fields: number;
}

export const maxFields = 8;

/** Own fields, without those of extended types; composed types count as none. */
export function largeBagsIn({ path, text }: SourceFile): Bag[] {
  if (!isProductFile(path)) return [];
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest).statements.flatMap((statement) => {
    const fields = fieldsOf(statement);
    return fields > maxFields && isBag(statement)
      ? [{ name: `${path} ${statement.name.text}`, fields }]
      : [];
  });
}

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

function isBag(statement: ts.Statement): statement is Declaration {
  if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) return false;
  const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return isExported === true && /(Options|Parts|Deps)$/.test(statement.name.text);
}

function fieldsOf(statement: ts.Statement): number {
  if (ts.isInterfaceDeclaration(statement)) return statement.members.length;
  if (!ts.isTypeAliasDeclaration(statement)) return 0;
  return Math.max(0, ...typeLiteralsIn(statement.type).map(({ members }) => members.length));
}

function typeLiteralsIn(type: ts.TypeNode): ts.TypeLiteralNode[] {
  if (ts.isTypeLiteralNode(type)) return [type];
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(typeLiteralsIn);
  return [];
}
