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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { agentTasksTranslationRef } from '../../../translation';

/** What a list may hold, with a word on it. */
export type ListOption = { value: string; hint?: string };

/**
 * Several names, each a chip: picked from what is offered, or typed and ended
 * with Enter, a comma, or by leaving the field.
 */
export function ListField(props: {
  label: string;
  values: string[];
  options?: ListOption[];
  /** Offers are those of a search elsewhere, which is told what is typed. */
  onType?: (typed: string) => void;
  onFocus?: () => void;
  noOptions?: string;
  help: string;
  issue?: string;
  onChange: (values: string[]) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { label, values, options = [], onType, help, issue, onChange } = props;
  const [typed, setTyped] = useState('');
  const type = (text: string) => {
    setTyped(text);
    onType?.(text);
  };
  const add = (texts: string[]) => {
    const names = texts.map(text => text.trim()).filter(Boolean);
    if (names.length > 0) onChange([...new Set([...values, ...names])]);
  };
  const hintOf = (value: string) =>
    options.find(option => option.value === value)?.hint;
  return (
    <Autocomplete
      multiple
      freeSolo
      fullWidth
      filterSelectedOptions
      options={options.map(({ value }) => value)}
      filterOptions={onType ? known => known : undefined}
      value={values}
      inputValue={typed}
      onChange={(_, next) => onChange([...new Set(next)])}
      onInputChange={(_, text) => {
        const parts = text.split(',');
        add(parts.slice(0, -1));
        type(parts[parts.length - 1]);
      }}
      onFocus={props.onFocus}
      onBlur={() => {
        add([typed]);
        type('');
        props.onLeave();
      }}
      renderOption={({ key, ...item }: any, value) => (
        <li key={value} {...item}>
          {hintOf(value) ? `${hintOf(value)} ` : ''}
          <Box
            component="span"
            sx={{ color: hintOf(value) && 'text.secondary', ml: 0.5 }}
          >
            {value}
          </Box>
        </li>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={label}
          error={Boolean(issue)}
          helperText={issue ?? help}
          placeholder={values.length === 0 ? t('ruleForm.addEntry') : undefined}
        />
      )}
    />
  );
}
