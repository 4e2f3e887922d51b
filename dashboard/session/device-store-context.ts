// Provides this device's store to the components below.
import { createContext, useContext } from 'react';
import { createMemoryStore, type DeviceStore } from '../offline/device-store.ts';

export const DeviceStoreContext = createContext<DeviceStore>(createMemoryStore());

export function useDeviceStore(): DeviceStore {
  return useContext(DeviceStoreContext);
}
