// The subject of a problem in words, and the link to it.
import type { CameraView, HealthProblem } from '../../contracts/index.ts';

export interface ProblemSubject {
  /** The camera's name, or the subject unchanged. */
  name: string;
  link: { href: string; text: 'toCamera' | 'toFences' } | null;
}

export function subjectOf(
  { code, subject }: Pick<HealthProblem, 'code' | 'subject'>,
  cameras: readonly Pick<CameraView, 'id' | 'name'>[],
): ProblemSubject {
  if (!code.startsWith('camera-')) return { name: subject, link: null };
  const camera = cameras.find(({ id }) => id === subject);
  if (!camera) return { name: subject, link: null };
  const id = encodeURIComponent(subject);
  const link =
    code === 'camera-view-wrong'
      ? { href: `/fences/${id}`, text: 'toFences' as const }
      : { href: `/wall?camera=${id}`, text: 'toCamera' as const };
  return { name: camera.name, link };
}
