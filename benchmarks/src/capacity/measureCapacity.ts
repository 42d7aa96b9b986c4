/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { followMembers } from '../company/followMembers';
import type { Member } from '../company/readMembers';
import { startCompany } from '../company/startCompany';
import { INTERVAL_MS } from '../lag/measureLag';
import type { Screen } from '../lag/Screen';
import { SignalScreen } from '../lag/SignalScreen';
import { percentile } from '../percentile';
import type { RunningProcess } from '../setup/startProcess';
import { OWNER, type Replica } from '../setup/startSetup';
import type { TaskRow } from '../setup/taskRow';
import { ChangeDriver } from './ChangeDriver';
import { measureCpu, ownCpu, type CpuFigures } from './measureCpu';
import { startNaiveTracker } from './startNaiveTracker';

/** Everybody has been looked at once by then, and what that found is written. */
const WARM_UP_MS = INTERVAL_MS + 8_000;

export const MEASURED_SECONDS = 30;

/** What was measured in one stretch of time. */
export interface CapacityFigures {
  name: string;
  users: number;
  replicas: number;
  tasks: number;
  /** Per second. */
  changes: number;
  /** To GitHub, for all that is followed, per second. */
  calls: number;
  /** Milliseconds. */
  lag: { p50: number; p95: number; max: number };
  cpu: CpuFigures;
}

/**
 * Measures how a portal on PostgreSQL keeps up with so many users: with half of
 * them, with all, with all and a second replica; and the naive twin, which asks
 * for each task.
 */
export async function measureCapacity(options: {
  users: number;
  tasksPerUser: number;
}): Promise<CapacityFigures[]> {
  const { users, tasksPerUser } = options;
  const { setup, db, members, stop } = await startCompany(options);
  const { control, github } = setup;
  const driver = ChangeDriver.create(control);
  try {
    const half = members.slice(0, users / 2);
    const token = await setup.signIn(OWNER);
    const screenOf = ({ url: portalUrl }: Replica) =>
      SignalScreen.open({ portalUrl, token, gitHubToken: setup.ownerToken });

    const measure = async (stretch: {
      name: string;
      followed: Member[];
      trackers: RunningProcess[];
      screen: Screen;
      idOf: (task: TaskRow) => string;
    }): Promise<CapacityFigures> => {
      const { name, followed, trackers } = stretch;
      await sleep(WARM_UP_MS);
      await control.clearRequests();
      const endCpu = await measureCpu({
        github,
        driver: ownCpu,
        ...Object.fromEntries(trackers.entries()),
      });
      const begin = performance.now();
      const { changes, lags } = await driver.drive({
        ...stretch,
        tasks: followed.flatMap(member => member.tasks),
        seconds: MEASURED_SECONDS,
      });
      const cpu = await endCpu();
      const seconds = (performance.now() - begin) / 1_000;
      const { length: calls } = await control.requests();
      const seen = await lags;
      return {
        name,
        users: followed.length,
        replicas: trackers.length,
        tasks: followed.length * tasksPerUser,
        changes: changes / seconds,
        calls: calls / seconds,
        lag: {
          p50: percentile(seen, 0.5),
          p95: percentile(seen, 0.95),
          max: Math.max(...seen),
        },
        cpu,
      };
    };

    const figures: CapacityFigures[] = [];
    const screen = await screenOf(setup.portal);
    const common = { screen, idOf: ({ id }: TaskRow) => id };
    await followMembers(setup, db, half);
    figures.push(
      await measure({
        ...common,
        name: 'one replica',
        followed: half,
        trackers: [setup.portal],
      }),
    );
    await followMembers(setup, db, members.slice(half.length));
    figures.push(
      await measure({
        ...common,
        name: 'one replica',
        followed: members,
        trackers: [setup.portal],
      }),
    );
    const second = await setup.addReplica();
    figures.push(
      await measure({
        ...common,
        name: 'two replicas',
        followed: members,
        trackers: [setup.portal, second],
      }),
    );
    await screen.close();
    await Promise.all([setup.portal.stop(), second.stop()]);

    const naive = await startNaiveTracker({
      githubUrl: setup.githubUrl,
      members,
      intervalMs: INTERVAL_MS,
    });
    try {
      figures.push(
        await measure({
          name: 'naive: asks for each task',
          followed: members,
          trackers: [naive],
          screen: naive.screen,
          idOf: task => task.github_task_id,
        }),
      );
    } finally {
      await naive.screen.close();
      await naive.stop();
    }
    return figures;
  } finally {
    await stop();
  }
}
