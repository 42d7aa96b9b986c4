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

/**
 * Credentials.
 *
 * The tokens by which the plugin acts on GitHub as a user: that of the request
 * at hand; a lease, kept while the user's tasks are followed; and a grant, which
 * the user gave to the plugin itself. {@link CredentialStore} hands out leases
 * and grants, {@link Grants} connects and disconnects, {@link IdentityBinding}
 * sees to it that a user stays the same person.
 *
 * Promised: with `encryptionKeys` leases and grants are in the database,
 * encrypted and bound to their user, shared by all replicas and there after a
 * restart; without, leases are in the memory of this process only and there are
 * no grants. Tokens are in no log, error, audit event, signal or plain column.
 *
 * A missing or dead credential is a normal state: tracking pauses and resumes
 * when its user shows up or connects.
 */
import type {
  AuditorService,
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Settings } from '../config/types';
import type { TaskOwner } from '../tasks/TaskStore';
import { CredentialAudit } from './CredentialAudit';
import type { CredentialStore } from './CredentialStore';
import { DatabaseCredentials } from './DatabaseCredentials';
import { deleteExpired } from './database/deleteExpired';
import { RefusedTokens } from './database/RefusedTokens';
import { SealedCredentials } from './database/SealedCredentials';
import type { GitHubIdentities } from './GitHubIdentities';
import { Authorizations } from './grant/Authorizations';
import { Grants } from './grant/Grants';
import { GrantTokens } from './grant/GrantTokens';
import { OAuthApp } from './grant/OAuthApp';
import { DatabaseIdentities } from './identity/DatabaseIdentities';
import type { IdentityChange } from './identity/describeIdentityChange';
import { IdentityBinding } from './identity/IdentityBinding';
import { LeasedTokens } from './LeasedTokens';
import { Vault } from './Vault';

/** What {@link createCredentials} is given. */
export interface CreateCredentialsOptions {
  settings: Pick<Settings, 'credentials' | 'github'>;
  /** Brought up to date by `DatabaseTaskStore`. */
  database: DatabaseService;
  identities: GitHubIdentities;
  auditor: AuditorService;
  logger: LoggerService;
  /** Tells a user that they are another person on GitHub than before. */
  onIdentityChange: (change: IdentityChange) => Promise<void>;
}

/** What {@link createCredentials} makes. */
export interface Credentials {
  store: CredentialStore;
  binding: IdentityBinding;
  /** Absent: the admins have set up none. */
  createGrants?: (options: {
    onConnected: (owner: TaskOwner) => Promise<void>;
  }) => Grants;
  /** To be called now and then, by one replica. */
  deleteExpired: () => Promise<void>;
}

/** Puts this folder together as the configuration says. */
export async function createCredentials(
  options: CreateCredentialsOptions,
): Promise<Credentials> {
  const { settings, identities, logger } = options;
  const { github } = settings;
  const { encryptionKeys, grant, identityChange } = settings.credentials;
  const { host, requestTimeoutMs } = github;
  const db = await options.database.getClient();
  const binding = IdentityBinding.create({
    identities,
    bound: DatabaseIdentities.create({ db, host }),
    identityChange,
    auditor: options.auditor,
    onChange: options.onIdentityChange,
    logger,
  });
  const audit = CredentialAudit.create(options);
  const always = {
    binding,
    deleteExpired: () => deleteExpired(db, new Date()),
  };
  if (encryptionKeys.length === 0) {
    return { ...always, store: LeasedTokens.create({ audit }) };
  }

  const vault = Vault.create({ encryptionKeys });
  const credentials = SealedCredentials.create({ db, vault, host, logger });
  const refused = RefusedTokens.create({ db, vault });
  if (!grant) {
    return {
      ...always,
      store: DatabaseCredentials.create({ credentials, refused, audit }),
    };
  }
  const app = OAuthApp.create({ grant, github });
  return {
    ...always,
    store: DatabaseCredentials.create({
      credentials,
      refused,
      audit,
      grantTokens: GrantTokens.create({
        credentials,
        app,
        requestTimeoutMs,
        logger,
      }),
    }),
    createGrants: ({ onConnected }) =>
      Grants.create({
        app,
        authorizations: Authorizations.create({ db, vault, host }),
        credentials,
        identities,
        binding,
        onConnected,
        logger,
      }),
  };
}
