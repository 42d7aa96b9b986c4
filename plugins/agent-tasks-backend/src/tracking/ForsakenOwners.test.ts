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

import type { TaskOwner } from '../tasks/TaskStore';
import { storedTask } from '../__testUtils__/storedTask';
import type { FollowedUser } from './FollowedUsers';
import { ForsakenOwners } from './ForsakenOwners';
import { toIso } from './toIso';

const INTERVAL = 15_000;
const ada = { userEntityRef: 'user:default/ada', githubUserId: 1 };
const due = (nextCheckAt = 0): FollowedUser => ({
  ...ada,
  nextCheckAt: toIso(nextCheckAt),
  failures: 0,
});

describe('ForsakenOwners', () => {
  let time = 0;
  beforeEach(() => {
    time = 1_000_000;
    jest.spyOn(performance, 'now').mockImplementation(() => time);
  });
  afterEach(() => jest.restoreAllMocks());

  function setUp(options: {
    due: FollowedUser[];
    held?: TaskOwner[];
    hasTasks?: boolean;
    idle?: TaskOwner[];
  }) {
    const wiped: TaskOwner[] = [];
    const paused: TaskOwner[] = [];
    const forgotten: TaskOwner[] = [];
    const listDueBut = jest.fn(async () => options.due);
    const forsaken = ForsakenOwners.create({
      store: {
        listFollowed: async () =>
          options.hasTasks === false ? [] : [storedTask()],
      },
      followedUsers: {
        listDueBut,
        listIdle: async () => options.idle ?? [],
        forget: async user => {
          forgotten.push(user);
        },
      },
      credentials: {
        heldOwners: () => options.held,
        wipe: async owner => {
          wiped.push(owner);
        },
      },
      pauser: {
        pause: async user => {
          paused.push(user);
          return true;
        },
      },
      clock: { now: () => 0 },
      intervalMs: INTERVAL,
    });
    const passAfter = async (...waits: number[]) => {
      for (const wait of waits) {
        time += wait;
        await forsaken.pause();
      }
    };
    return { forsaken, passAfter, paused, wiped, forgotten, listDueBut };
  }

  it('pauses an owner whom nobody looks at for two intervals', async () => {
    const { passAfter, paused } = setUp({ due: [due()], held: [] });
    await passAfter(0, INTERVAL);
    expect(paused).toEqual([]);
    await passAfter(INTERVAL);
    expect(paused).toMatchObject([ada]);
  });

  it('does not pause one whom another replica looks at late', async () => {
    const options = { due: [due()], held: [] };
    const { passAfter, paused } = setUp(options);
    await passAfter(0, INTERVAL);
    options.due = [due(1)];
    await passAfter(INTERVAL, INTERVAL);
    expect(paused).toEqual([]);
  });

  it('begins anew after the database was away', async () => {
    const { forsaken, passAfter, paused } = setUp({ due: [due()], held: [] });
    await passAfter(0, INTERVAL);
    forsaken.forget();
    await passAfter(100 * INTERVAL, INTERVAL);
    expect(paused).toEqual([]);
    await passAfter(INTERVAL);
    expect(paused).toHaveLength(1);
  });

  it('lets go of one who has nothing left to follow', async () => {
    const { passAfter, paused, forgotten } = setUp({
      due: [due()],
      held: [],
      hasTasks: false,
    });
    await passAfter(0, 2 * INTERVAL);
    expect(paused).toEqual([]);
    expect(forgotten).toMatchObject([ada]);
  });

  it('wipes the token of one whose last task another replica saw end', async () => {
    const { passAfter, wiped } = setUp({ due: [], held: [ada], idle: [ada] });
    await passAfter(0);
    expect(wiped).toEqual([ada]);
  });

  it('asks the database once per interval, and not where tokens are shared', async () => {
    const inMemory = setUp({ due: [], held: [] });
    await inMemory.passAfter(0, 1, INTERVAL - 2, 1);
    expect(inMemory.listDueBut).toHaveBeenCalledTimes(2);
    const shared = setUp({ due: [due()], held: undefined });
    await shared.passAfter(0, INTERVAL, INTERVAL, INTERVAL);
    expect(shared.listDueBut).not.toHaveBeenCalled();
  });
});
