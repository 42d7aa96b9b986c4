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
import { createStage } from '../__testUtils__/createStage';
import {
  ENCRYPTION_KEY,
  gitHubAppCredentials,
} from '../__testUtils__/credentialSettings';
import { giveConsent } from '../__testUtils__/giveConsent';
import { recordAudit } from '../__testUtils__/recordAudit';
import { waitFor } from '../__testUtils__/waitFor';
import { CredentialAudit } from './CredentialAudit';

jest.setTimeout(60_000);

const ada = { userEntityRef: 'user:default/ada-nwosu', githubUserId: 90210001 };
const MINUTE_MS = 60_000;

describe('CredentialAudit', () => {
  describe('in the portal', () => {
    const stage = createStage();

    const expected = (eventId: string, kind: string) => ({
      eventId,
      severityLevel: eventId === 'credential-use' ? 'low' : 'medium',
      outcome: 'succeeded',
      meta: {
        createdBy: ada.userEntityRef,
        githubUserId: ada.githubUserId,
        kind,
      },
    });

    it.each([
      ['in memory', undefined],
      ['in the database', { encryptionKeys: [ENCRYPTION_KEY] }],
    ])(
      'tells once that a lease %s is kept, and that it is used',
      async (_name, credentials) => {
        const audit = recordAudit();
        const portal = await stage.start({
          credentials,
          features: [audit.auditor.factory],
        });
        const user = await stage.signIn(portal);
        const first = await user.start({});
        await stage.simulator.control.completeTask(first.github.taskId!);
        await user.taskWhen(first.id, ({ state }) => state === 'completed');
        const second = await user.start({});
        await stage.simulator.control.completeTask(second.github.taskId!);
        await user.taskWhen(second.id, ({ state }) => state === 'completed');

        expect(audit.records('credential-use')).toEqual([
          expected('credential-use', 'lease'),
        ]);
        expect(audit.records('credential-keep')).toEqual([
          expected('credential-keep', 'lease'),
        ]);
        expect(JSON.stringify(audit.records())).not.toMatch(/gh[opus]_/);
      },
    );

    it('tells that a grant is given, used and taken back', async () => {
      const audit = recordAudit();
      const portal = await stage.start({
        credentials: gitHubAppCredentials,
        features: [audit.auditor.factory],
      });
      const user = await stage.signIn(portal);
      const { id } = await user.start({});
      await user.taskWhen(id, ({ tracking }) => !!tracking.lastCheckedAt);
      const { body } = await user.send('post', '/grant/authorization');
      const consent = await giveConsent(body.url, 'ada-nwosu');
      await user.send('put', '/grant', consent);
      await waitFor(() => audit.records('credential-use').length === 2);
      await user.send('delete', '/grant');

      expect(audit.records('credential-use')).toEqual([
        expected('credential-use', 'lease'),
        expected('credential-use', 'grant'),
      ]);
      expect(
        audit
          .records()
          .filter(({ eventId }) => /connect$/.test(eventId))
          .map(({ eventId, severityLevel, outcome }) => [
            eventId,
            severityLevel,
            outcome,
          ]),
      ).toEqual([
        ['credential-connect', 'medium', 'succeeded'],
        ['credential-disconnect', 'medium', 'succeeded'],
      ]);
      expect(JSON.stringify(audit.records())).not.toMatch(/gh[opus]_/);
    });
  });

  describe('by itself', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('tells of a use when it begins or its kind changes, at most once an hour', () => {
      const { auditor, records } = recordAudit();
      const audit = CredentialAudit.create({
        auditor,
        logger: mockServices.logger.mock(),
      });
      const kinds = () => records().map(({ meta }) => (meta as any).kind);

      audit.used(ada, 'lease');
      audit.used(ada, 'lease');
      expect(kinds()).toEqual(['lease']);
      // Following ends and begins anew within the hour.
      audit.ended(ada);
      audit.used(ada, 'lease');
      audit.used(ada, 'grant');
      audit.used(ada, 'lease');
      expect(kinds()).toEqual(['lease', 'grant']);
      // It goes on all the while: nothing new.
      jest.advanceTimersByTime(61 * MINUTE_MS);
      audit.used(ada, 'lease');
      expect(kinds()).toEqual(['lease', 'grant']);
      audit.ended(ada);
      audit.used(ada, 'lease');
      expect(kinds()).toEqual(['lease', 'grant', 'lease']);
      audit.used({ ...ada, githubUserId: 2 }, 'lease');
      expect(kinds()).toHaveLength(4);
    });

    it('holds nothing up where the auditor fails', async () => {
      const logger = mockServices.logger.mock();
      const audit = CredentialAudit.create({
        auditor: mockServices.auditor.mock({
          createEvent: async () => {
            throw new Error('disk full');
          },
        }),
        logger,
      });
      audit.used(ada, 'lease');
      await jest.advanceTimersByTimeAsync(0);
      expect(logger.warn).toHaveBeenCalledTimes(1);
    });
  });
});
