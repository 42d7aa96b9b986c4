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

import { Vault, type SealContext } from './Vault';

const OLD = 'x2rJ0cXnVbHq7mJm3yC1p6k9s0tUwZaE';
const NEW = 'q9WmZr4uT8iO2pLkJ7hG5fDsA1zXcVbN';

const context: SealContext = {
  kind: 'lease',
  userEntityRef: 'user:default/ada',
  host: 'github.com',
  subject: 90210001,
};

describe('Vault', () => {
  const vault = Vault.create({ encryptionKeys: [OLD] });

  it('opens what it sealed', () => {
    const sealed = vault.seal('gho_äöü', context);
    expect(sealed).toMatch(/^v1(\.[\w-]+){4}$/);
    expect(sealed).toContain(vault.keyId);
    expect(vault.open(sealed, context)).toEqual({
      kind: 'open',
      text: 'gho_äöü',
      isCurrent: true,
    });
  });

  it('never seals the same twice', () => {
    expect(vault.seal('gho_x', context)).not.toBe(vault.seal('gho_x', context));
  });

  it.each<[string, Partial<SealContext>]>([
    ['kind', { kind: 'grant' }],
    ['user', { userEntityRef: 'user:default/eve' }],
    ['account', { subject: 90210002 }],
    ['host', { host: 'ghe.acme.com' }],
  ])('does not open for another %s', (_what, other) => {
    const sealed = vault.seal('gho_x', context);
    expect(vault.open(sealed, { ...context, ...other })).toEqual({
      kind: 'forged',
      keyId: vault.keyId,
    });
  });

  it('does not open what was changed, wherever', () => {
    const sealed = vault.seal('gho_x', context);
    const opened = [...sealed].map((character, index) =>
      vault.open(
        `${sealed.slice(0, index)}${
          character === 'A' ? 'Q' : 'A'
        }${sealed.slice(index + 1)}`,
        context,
      ),
    );
    // The last character of base64 may hold bits that mean nothing.
    const wrong = opened.filter(
      result => result.kind === 'open' && result.text !== 'gho_x',
    );
    expect(wrong).toEqual([]);
    expect(opened.filter(({ kind }) => kind === 'open').length).toBeLessThan(4);
    for (const text of ['', 'v1', sealed.slice(0, -9), 'v1.a.b.c.d.e']) {
      expect(vault.open(text, context).kind).not.toBe('open');
    }
  });

  it('opens what an older key sealed, and says so', () => {
    const rotated = Vault.create({ encryptionKeys: [NEW, OLD] });
    const sealed = vault.seal('gho_x', context);
    expect(rotated.open(sealed, context)).toEqual({
      kind: 'open',
      text: 'gho_x',
      isCurrent: false,
    });
    expect(vault.open(rotated.seal('gho_x', context), context)).toEqual({
      kind: 'unknown-key',
      keyId: rotated.keyId,
    });
  });

  it('has a fingerprint per key, which do not show the token', () => {
    const rotated = Vault.create({ encryptionKeys: [NEW, OLD] });
    const [current, older] = rotated.fingerprints('gho_x');
    expect(vault.fingerprints('gho_x')).toEqual([older]);
    expect(vault.fingerprints('gho_y')).not.toEqual([older]);
    expect(current).not.toBe(older);
    expect(`${current}${older}`).not.toContain('gho_x');
  });

  it('needs a key', () => {
    expect(() => Vault.create({ encryptionKeys: [] })).toThrow(/at least one/);
  });
});
