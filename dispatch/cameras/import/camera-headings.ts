// The headings of a table of cameras, in both languages. Case, blanks and lines between words do not count.
import { cameraColumns, type CameraColumn } from '../../../contracts/index.ts';

export type TableLanguage = 'en' | 'zh-CN';

/** The first ones are written; the others are read too. */
const headings: Readonly<
  Record<CameraColumn, Readonly<Record<TableLanguage, string>> & { more: readonly string[] }>
> = {
  id: { en: 'id', 'zh-CN': '编号', more: ['camera id', '摄像头编号'] },
  name: { en: 'name', 'zh-CN': '名称', more: ['camera name', '摄像头名称'] },
  source: { en: 'address', 'zh-CN': '地址', more: ['source', 'url', 'rtsp', '视频流地址'] },
  user: { en: 'user', 'zh-CN': '用户名', more: ['user name', '用户'] },
  password: { en: 'password', 'zh-CN': '密码', more: [] },
  gridCell: { en: 'grid cell', 'zh-CN': '网格', more: ['cell', '网格编码', '网格编号'] },
  location: { en: 'location', 'zh-CN': '位置', more: ['place', '位置说明', '安装位置'] },
  transport: { en: 'transport', 'zh-CN': '传输方式', more: [] },
  edge: { en: 'edge', 'zh-CN': '边缘节点', more: [] },
};

const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, '');

const known = new Map(
  cameraColumns.flatMap((column) => {
    const { more, ...written } = headings[column];
    return [...Object.values(written), ...more].map((text) => [plain(text), column] as const);
  }),
);

export function columnOfHeading(text: string): CameraColumn | null {
  return known.get(plain(text)) ?? null;
}

export function headingsIn(language: TableLanguage): string[] {
  return cameraColumns.map((column) => headings[column][language]);
}
