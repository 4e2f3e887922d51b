// The types that the service worker uses of its environment: the browser's library for workers conflicts with the one for pages.
export interface LastingEvent {
  waitUntil(work: Promise<unknown>): void;
}
export interface FetchEvent extends LastingEvent {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
export interface MessageEvent extends LastingEvent {
  data: unknown;
}
export interface PushEvent extends LastingEvent {
  data: { text(): string } | null;
}
export interface ClickEvent extends LastingEvent {
  notification: { data: unknown; close(): void };
}

interface WindowClient {
  url: string;
  focus(): Promise<unknown>;
  postMessage(message: object): void;
}

export interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void;
  skipWaiting(): Promise<void>;
  registration: {
    /** With a slash at its end. */
    scope: string;
    showNotification(title: string, options: object): Promise<void>;
  };
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
}
