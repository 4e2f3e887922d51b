// The cameras of the dashboard as a table (CSV) that can be imported again, without log-ins, and an empty one to fill in. Begins with
// a byte order mark, by which spreadsheets recognise UTF-8.
import type { SetUpCamera } from '../../../contracts/index.ts';
import { headingsIn, type TableLanguage } from './camera-headings.ts';
import { cellOfText } from '../../roster/import/table-cell.ts';

const byteOrderMark = '\ufeff';

export function toCamerasCsv(cameras: readonly SetUpCamera[], language: TableLanguage): string {
  const own = cameras.filter(({ origin }) => origin === 'dashboard');
  return tableOf(language, own.map(rowOf));
}

function rowOf(camera: SetUpCamera): string[] {
  const { id, name, source, gridCell, location, transport, edge } = camera;
  // Empty log-ins: those that are stored stay.
  return [id, name, source, '', '', gridCell ?? '', location ?? '', transport, edge ?? ''];
}

/** Its rows begin with #, so they are not imported. */
export function cameraTemplate(language: TableLanguage): string {
  const [name, place, note] =
    language === 'en'
      ? ['North gate', 'Pole 14', 'an example; rows that begin with # are not imported']
      : ['北门', '14 号杆', '示例行；以 # 开头的行不导入'];
  const address = 'rtsp://10.20.0.31:554/stream1';
  const cell = '370305001001001';
  return tableOf(language, [
    ['#gate-1', name, address, 'watch', 'password', cell, place, 'auto', 'edge-1'],
    [`# ${note}`, '', '', '', '', '', '', '', ''],
  ]);
}

function tableOf(language: TableLanguage, rows: readonly (readonly string[])[]): string {
  const lines = [headingsIn(language), ...rows].map((row) => row.map(cellOfText).join(','));
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`;
}
