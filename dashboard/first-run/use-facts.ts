// Feeds the first steps: at the start, after each reconnect, and every few seconds, because most of them are made on other pages or
// machines.
import { useCallback, useEffect, useState } from 'react';
import type { Answer, Failure } from '../api/answer.ts';
import type { Client } from '../api/client.ts';
import { useFreshLoad } from '../live/use-fresh-load.ts';
import { useSession } from '../session/session-provider.tsx';
import type { Facts } from './steps.ts';

const everyMs = 5000;

export function useFacts() {
  const { client } = useSession();
  const [facts, setFacts] = useState<Facts | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const answer = await askAll(client, signal);
      if (answer.status === 'aborted') return;
      setFailure(answer.status === 'error' ? answer : null);
      if (answer.status === 'ok') setFacts(answer.value);
    },
    [client],
  );
  const reload = useFreshLoad(load);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setInterval(() => {
      if (!document.hidden) void load(controller.signal);
    }, everyMs);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [load]);
  return { facts, failure, reload };
}

async function askAll(client: Client, signal?: AbortSignal): Promise<Answer<Facts>> {
  const [setup, cameras, people, faults, newest] = await Promise.all([
    client.getCameraSetup(signal),
    client.listCameras(signal),
    client.getPeople(signal),
    client.getDutyFaults(signal),
    newestCase(client, signal),
  ]);
  if (setup.status !== 'ok') return setup;
  if (cameras.status !== 'ok') return cameras;
  if (people.status !== 'ok') return people;
  if (faults.status !== 'ok') return faults;
  if (newest.status !== 'ok') return newest;
  const gaps = faults.value.faults.filter(({ fault }) => fault === 'gap');
  const known = { setup: setup.value, people: people.value, newest: newest.value };
  return { status: 'ok', value: { ...known, cameras: cameras.value.cameras, gaps } };
}

async function newestCase(client: Client, signal?: AbortSignal): Promise<Answer<Facts['newest']>> {
  const listed = await client.listCases({ limit: 1 }, signal);
  if (listed.status !== 'ok') return listed;
  const [first] = listed.value.cases;
  return first === undefined ? { status: 'ok', value: null } : client.getCase(first.id, signal);
}
