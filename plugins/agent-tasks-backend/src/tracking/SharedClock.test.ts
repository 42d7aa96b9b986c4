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

import { mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { SharedClock } from './SharedClock';

jest.setTimeout(60_000);

const HOUR = 3_600_000;

describe('SharedClock', () => {
  const databases = createTestDatabases();
  afterEach(() => jest.restoreAllMocks());

  it.each(databases.eachSupportedId())(
    'goes by the database where replicas share one, %p',
    async id => {
      const knex = await databases.init(id);
      const database = mockServices.database.mock({
        getClient: async () => knex,
      });
      const trueNow = Date.now();
      // The clock of this process is an hour ahead, before and after the reading.
      jest.spyOn(Date, 'now').mockImplementation(() => trueNow + HOUR);
      const clock = await SharedClock.create({ database });
      await clock.refresh();
      const ahead = clock.now() - trueNow;
      expect(ahead > HOUR / 2).toBe(id === 'SQLITE_3');
      expect(Math.abs(ahead) % HOUR).toBeLessThan(60_000);
      const earlier = clock.now();
      expect(clock.now()).toBeGreaterThanOrEqual(earlier);
    },
  );
});
