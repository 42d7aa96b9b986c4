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

import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import {
  startSimulator,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import type { Knex } from 'knex';
import {
  ENCRYPTION_KEY,
  gitHubAppCredentials,
} from '../../../__testUtils__/credentialSettings';
import { giveConsent } from '../../../__testUtils__/giveConsent';
import { DatabaseTaskStore } from '../../../tasks/DatabaseTaskStore';
import { RefusedTokens } from '../../database/RefusedTokens';
import { SealedCredentials } from '../../database/SealedCredentials';
import { DatabaseCredentials } from '../../DatabaseCredentials';
import { Vault } from '../../Vault';
import { GrantTokens } from '../GrantTokens';
import { OAuthApp } from '../OAuthApp';

/** Who connects. */
export const ada = {
  userEntityRef: 'user:default/ada',
  githubUserId: 90210001,
};
const VERIFIER = 'v'.repeat(43);

/** For each test a simulated GitHub and an empty database, over which replicas share Ada's grant. */
export function createGrantStage(
  databases: TestDatabases,
  databaseId: TestDatabaseId,
) {
  let simulator: RunningSimulator;
  let db: Knex;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    jest.clearAllMocks();
    simulator = await startSimulator({ frozen: true, history: false });
    db = await databases.init(databaseId);
    await DatabaseTaskStore.create({
      database: mockServices.database.mock({ getClient: async () => db }),
    });
  });

  afterEach(() => simulator.stop());

  const createApp = (grant: { clientId: string; clientSecret: string }) =>
    OAuthApp.create({
      grant: { ...grant, callbackUrl: 'http://localhost:3000/connect' },
      github: {
        host: simulator.host,
        apiBaseUrl: simulator.apiBaseUrl,
        graphqlUrl: simulator.graphqlUrl,
        apiVersion: '2026-03-10',
        requestTimeoutMs: 5_000,
      },
    });

  /** A replica; all share the database. */
  const start = (
    app: Pick<OAuthApp, 'refresh' | 'revokeToken'> = createApp(
      gitHubAppCredentials.grant,
    ),
  ) => {
    const vault = Vault.create({ encryptionKeys: [ENCRYPTION_KEY] });
    const credentials = SealedCredentials.create({
      db,
      vault,
      host: simulator.host,
      logger,
    });
    const grantTokens = GrantTokens.create({
      credentials,
      app,
      requestTimeoutMs: 5_000,
      logger,
    });
    const refused = RefusedTokens.create({ db, vault });
    return {
      credentials,
      store: DatabaseCredentials.create({
        credentials,
        refused,
        grantTokens,
      }),
    };
  };

  /** Ada connects; gives her access token. */
  const connect = async (grant = gitHubAppCredentials.grant) => {
    const app = createApp(grant);
    const url = app.authorizationUrl({ state: 's', codeVerifier: VERIFIER });
    const { code } = await giveConsent(url, 'ada-nwosu');
    const granted = await app.exchange(code, VERIFIER);
    const at = new Date().toISOString();
    await start().credentials.put({
      ...ada,
      ...granted,
      kind: 'grant',
      createdAt: at,
    });
    return granted.tokens.accessToken;
  };
  const endIn = (milliseconds: number) =>
    db('credentials').update({
      expires_at: new Date(Date.now() + milliseconds).toISOString(),
    });
  const refreshes = async () => {
    const all = await simulator.control.requests({ path: '/access_token' });
    return all.length - 1;
  };
  const isGood = async (token: string | undefined) => {
    const answer = await fetch(`${simulator.apiBaseUrl}/user`, {
      headers: { authorization: `Bearer ${token}`, 'user-agent': 'test' },
    });
    return answer.status === 200;
  };

  return {
    get simulator() {
      return simulator;
    },
    /** A query of the database that all replicas share. */
    db: (table: string) => db(table),
    createApp,
    start,
    connect,
    endIn,
    refreshes,
    isGood,
  };
}
