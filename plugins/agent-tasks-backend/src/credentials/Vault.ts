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
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const FORMAT = 'v1';
const KEY_BYTES = 32;
/** What GCM is made for: 96 bits, random per text. */
const NONCE_BYTES = 12;
const KEY_ID_BYTES = 8;

/** What a sealed text is bound to: it opens only for the same. */
export interface SealContext {
  kind: 'lease' | 'grant' | 'authorization';
  userEntityRef: string;
  host: string;
  /** Numeric id of the account on GitHub, or the hash of a state. */
  subject: number | string;
}

/** What became of a sealed text. */
export type Opened =
  | { kind: 'open'; text: string; isCurrent: boolean }
  /** None of our keys has this id; another replica may have one. */
  | { kind: 'unknown-key'; keyId: string }
  /** The key is ours, but the text was sealed for something else or was changed. */
  | { kind: 'forged'; keyId: string };

interface VaultKey {
  id: string;
  encryption: Buffer;
  fingerprint: Buffer;
}

/**
 * Encrypts what is kept in the database: AES-256-GCM with a random nonce. The
 * first configured key encrypts, all decrypt.
 *
 * Promises: a sealed text opens only with its key and only for the context that
 * it was sealed for, so that a row copied to another user, account or host does
 * not open; the id of a key and a fingerprint tell nothing about key or token.
 *
 * Keys come from the configured texts by HKDF-SHA-256, not by a slow function:
 * those make guessing expensive, and the configuration refuses texts that can
 * be guessed.
 */
export class Vault {
  readonly #keys: VaultKey[];

  private constructor(keys: VaultKey[]) {
    this.#keys = keys;
  }

  /** At least one text; the first encrypts. */
  static create(options: { encryptionKeys: string[] }): Vault {
    if (options.encryptionKeys.length === 0) {
      throw new Error('A vault needs at least one key');
    }
    return new Vault(options.encryptionKeys.map(deriveKey));
  }

  /** The id of the key that encrypts. */
  get keyId(): string {
    return this.#keys[0].id;
  }

  seal(text: string, context: SealContext): string {
    const [key] = this.#keys;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key.encryption, nonce);
    cipher.setAAD(associatedData(key.id, context));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const parts = [nonce, cipher.getAuthTag(), sealed];
    return [
      FORMAT,
      key.id,
      ...parts.map(part => part.toString('base64url')),
    ].join('.');
  }

  open(sealedText: string, context: SealContext): Opened {
    const [format, keyId = '', ...parts] = sealedText.split('.');
    const key = this.#keys.find(({ id }) => id === keyId);
    if (format !== FORMAT || !key) return { kind: 'unknown-key', keyId };
    try {
      const [nonce, tag, sealed] = parts.map(part =>
        Buffer.from(part, 'base64url'),
      );
      const decipher = createDecipheriv(CIPHER, key.encryption, nonce, {
        authTagLength: 16,
      });
      decipher.setAAD(associatedData(keyId, context));
      decipher.setAuthTag(tag);
      const text = Buffer.concat([decipher.update(sealed), decipher.final()]);
      return {
        kind: 'open',
        text: text.toString('utf8'),
        isCurrent: key === this.#keys[0],
      };
    } catch {
      return { kind: 'forged', keyId };
    }
  }

  /**
   * What stands for a token where it is only compared; the one of the key that
   * encrypts comes first, the others are for what was written under older keys.
   */
  fingerprints(token: string): [current: string, ...older: string[]] {
    const [current, ...older] = this.#keys.map(({ fingerprint }) =>
      createHmac('sha256', fingerprint).update(token).digest('base64url'),
    );
    return [current, ...older];
  }
}

function deriveKey(text: string): VaultKey {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(
      hkdfSync('sha256', text, '', `agent-tasks/${FORMAT}/${purpose}`, bytes),
    );
  return {
    id: derive('id', KEY_ID_BYTES).toString('base64url'),
    encryption: derive('encryption', KEY_BYTES),
    fingerprint: derive('fingerprint', KEY_BYTES),
  };
}

function associatedData(keyId: string, context: SealContext): Buffer {
  const { kind, userEntityRef, host, subject } = context;
  return Buffer.from(
    JSON.stringify([FORMAT, keyId, kind, userEntityRef, host, subject]),
  );
}
