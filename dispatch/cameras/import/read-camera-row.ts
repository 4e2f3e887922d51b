// Reads one row of a table of cameras. Takes the text of its cells by column; returns the camera, or its faults. Pure.
import {
  cameraColumns,
  edgeIdSchema,
  gridCellSchema,
  idSchema,
  shortNameSchema,
  streamAddressSchema,
  withoutCredentials,
  type CameraColumn,
  type CameraRowFaultCode,
  type NewCamera,
} from '../../../contracts/index.ts';
import { isFormula, isRounded, textOfCell } from '../../roster/import/table-cell.ts';

export type CellTexts = Readonly<Record<CameraColumn, string>>;
export interface CellFault {
  column: CameraColumn;
  code: CameraRowFaultCode;
  got: string;
}
/** Without a log-in, one that is there stays. */
export type RowCamera = Omit<NewCamera, 'logIn'> & {
  id: string;
  logIn: { user: string; password: string } | null;
};

const secret: readonly CameraColumn[] = ['source', 'user', 'password'];

export function readCameraRow(
  written: CellTexts,
): { ok: true; camera: RowCamera } | { ok: false; faults: CellFault[] } {
  const cells = plainCells(written);
  const faults = cameraColumns.flatMap((column): CellFault[] => {
    const code = isFormulaCell(column, written[column]) ? 'formula' : faultOf(column, cells);
    if (code === null) return [];
    return [{ column, code, got: secret.includes(column) ? '' : cut(cells[column]) }];
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, camera: cameraOf(cells) };
}

function plainCells(written: CellTexts): CellTexts {
  const { user, password } = written;
  const pairs = cameraColumns.map((column) => [column, textOfCell(written[column])] as const);
  return { ...(Object.fromEntries(pairs) as CellTexts), user, password };
}

/** A password may begin with anything. */
function isFormulaCell(column: CameraColumn, text: string): boolean {
  return column !== 'user' && column !== 'password' && isFormula(text);
}

const transports: Readonly<Record<string, NewCamera['transport']>> = {
  '': 'auto',
  auto: 'auto',
  自动: 'auto',
  tcp: 'tcp',
  udp: 'udp',
};

function faultOf(column: CameraColumn, cells: CellTexts): CameraRowFaultCode | null {
  const text = cells[column];
  switch (column) {
    case 'id':
      return text === '' ? 'missing' : idSchema.safeParse(text).success ? null : 'bad-id';
    case 'name':
      return text === '' ? 'missing' : isShort(text) ? null : 'bad-text';
    case 'source':
      if (text === '') return 'missing';
      return streamAddressSchema.safeParse(text).success ? null : 'bad-address';
    case 'user':
      return faultOfUser(cells);
    case 'password':
      return text.length > 200 ? 'bad-log-in' : null;
    case 'gridCell':
      if (isRounded(text)) return 'rounded-number';
      return text === '' || gridCellSchema.safeParse(text).success ? null : 'bad-cell';
    case 'location':
      return text === '' || isShort(text) ? null : 'bad-text';
    case 'transport':
      return transports[text.toLowerCase()] === undefined ? 'bad-transport' : null;
    case 'edge':
      return text === '' || edgeIdSchema.safeParse(text).success ? null : 'bad-edge';
  }
}

function faultOfUser({ user, password, source }: CellTexts): CameraRowFaultCode | null {
  if (user === '') return password === '' ? null : 'password-without-user';
  if (user.length > 100) return 'bad-log-in';
  return withoutCredentials(source) === source || source.includes('=***') ? null : 'two-log-ins';
}

function isShort(text: string): boolean {
  return shortNameSchema.safeParse(text).success;
}

function cameraOf(cells: CellTexts): RowCamera {
  const { id, name, source, user, password, gridCell, location, transport, edge } = cells;
  return {
    ...{ id, name, source, transport: transports[transport.toLowerCase()] ?? 'auto' },
    gridCell: gridCell || null,
    location: location || null,
    edge: edge || null,
    logIn: user === '' ? null : { user, password },
  };
}

export function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
