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

import type { Knex } from 'knex';
import { createStage } from './__testUtils__/createStage';
import { createTestDatabases } from './__testUtils__/createTestDatabases';
import { gitHubAppCredentials } from './__testUtils__/credentialSettings';
import { giveConsent } from './__testUtils__/giveConsent';
import type { Portal } from './__testUtils__/startPortal';
import { waitFor } from './__testUtils__/waitFor';

jest.setTimeout(60_000);

/** Any token of GitHub, whoever made it. */
const ANY_TOKEN = /gh[opusr]_[A-Za-z0-9]{8}|github_pat_/;

describe('the plugin', () => {
  const databases = createTestDatabases();
  const stage = createStage();

  /** Everything that was written to logs, sent to browsers, or told. */
  const letOut = (portal: Portal) =>
    [
      ...portal.logs,
      JSON.stringify(portal.signals),
      JSON.stringify(portal.notifications),
    ].join('\n');

  /** Every column of every table, of whichever plugin. */
  const stored = async (knex: Knex) => {
    const isPostgres = knex.client.config.client === 'pg';
    const tables: string[] = isPostgres
      ? await knex('information_schema.tables')
          .where({ table_schema: 'public' })
          .pluck('table_name')
      : await knex('sqlite_master').where({ type: 'table' }).pluck('name');
    const contents = await Promise.all(
      tables.map(async table => [table, await knex(table)]),
    );
    return JSON.stringify(contents);
  };

  describe.each(databases.eachSupportedId())('%s', databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    it('lets no token or prompt out', async () => {
      const prompt = 'A-very-secret-prompt';
      const portal = await stage.start({ knex });
      const token = await stage.mint();
      const ada = portal.as('ada-nwosu', token);
      const { id, github } = await ada.start({ prompt: `Title\n${prompt}` });
      await stage.simulator.control.advance(17_000);
      await ada.taskWhen(id, task => task.pullRequest !== undefined);
      await stage.simulator.control.addFault({
        method: 'POST',
        path: '/tasks$',
        fault: { kind: 'created-then-502' },
      });
      await ada.post({ repository: 'acme/services', prompt });
      await ada.post({ repository: 'acme/payroll', prompt });
      await stage.simulator.control.failTask(github.taskId!, 'No');
      await ada.taskWhen(id, task => task.state === 'failed');
      await stage.simulator.control.revokeToken({ token });
      await portal
        .as('priya-raman', await stage.mint('priya-raman'))
        .taskWhen(id, task => task.tracking.status === 'paused');

      expect(letOut(portal)).toContain('task-create');
      expect(letOut(portal)).not.toContain(prompt);
      expect(letOut(portal)).not.toMatch(ANY_TOKEN);
      expect(await stored(knex)).toContain('user:default/ada-nwosu');
      expect(await stored(knex)).not.toMatch(ANY_TOKEN);
    });

    it('lets nothing of leases and grants out', async () => {
      const portal = await stage.start({
        knex,
        credentials: gitHubAppCredentials,
      });
      const token = await stage.mint();
      const ada = portal.as('ada-nwosu', token);
      const { id } = await ada.start({
        prompt: 'Add a health check [simulate: waiting]',
      });
      const connect = async () => {
        const { body } = await ada.send('post', '/grant/authorization');
        const { code, state } = await giveConsent(body.url, 'ada-nwosu');
        expect(await stored(knex)).not.toContain(state);
        await ada.send('put', '/grant', { code, state });
        // Used up: what comes now is refused, and said in words.
        await ada.send('put', '/grant', { code, state });
        return [code, state];
      };
      const secrets = [
        ...(await connect()),
        gitHubAppCredentials.grant.clientSecret,
        gitHubAppCredentials.encryptionKeys[0],
      ];
      // A refresh that fails, then one that does not.
      await stage.simulator.control.addFault({
        path: '/login/oauth/access_token',
        fault: { kind: 'html' },
      });
      await stage.simulator.control.expireToken({ login: 'ada-nwosu' });
      await waitFor(() =>
        portal.logs.join().includes('could not be refreshed'),
      );
      await knex('credentials').update({ refresh_claimed_until: null });
      await stage.simulator.control.advance(30_000);
      await ada.taskWhen(id, task => task.state === 'waiting_for_user');
      // Dead tokens, a row of somebody else, and another account.
      const [row] = await knex('credentials').where({ kind: 'grant' });
      await knex('credentials').insert({ ...row, user_entity_ref: 'user:x/y' });
      await stage.simulator.control.revokeToken({ login: 'ada-nwosu' });
      secrets.push(...(await connect()));
      await portal
        .as('ada-nwosu', await stage.mint('priya-raman'))
        .get('/repositories');
      await waitFor(() => portal.notifications.length > 0);
      await ada.send('delete', '/grant');

      expect(await knex('refused_tokens')).not.toEqual([]);
      for (const text of [letOut(portal), await stored(knex)]) {
        expect(text).not.toMatch(ANY_TOKEN);
        for (const secret of secrets) expect(text).not.toContain(secret);
      }
      expect(letOut(portal)).toMatch(
        /credential-connect.*credential-disconnect/s,
      );
      await stage.stop(portal);
    });
  });
});
