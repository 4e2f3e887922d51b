// Opens what adding cameras needs: the registry of all cameras, the encryption of their log-ins, and the addresses to try.
import { join } from 'node:path';
import { openSecretBox } from '../../host/seal/secret-box.ts';
import { openCameraBook, type CameraBook, type CameraBookParts } from './camera-book.ts';
import type { CameraOrders } from './camera-orders.ts';
import { createCameraTries, type CameraTries } from './camera-tries.ts';
import type { Clock } from '../../host/clock.ts';

export interface CameraSetUp {
  book: CameraBook;
  tries: CameraTries;
  orders: CameraOrders;
}

export interface OpenCameras extends Omit<CameraBookParts, 'box' | 'clock'> {
  dataDir: string;
  clock: Pick<Clock, 'now' | 'steady'>;
}

/** @throws SecretKeyRefused when the key file is invalid, or readable by others */
export async function openCameras(parts: OpenCameras): Promise<Omit<CameraSetUp, 'orders'>> {
  const box = await openSecretBox(cameraKeyFile(parts.dataDir));
  const book = await openCameraBook({ ...parts, box });
  return { book, tries: createCameraTries(parts.clock) };
}

/** Several dispatches on one database need the same file. */
export function cameraKeyFile(dataDir: string): string {
  return join(dataDir, 'seal', 'camera-key');
}
