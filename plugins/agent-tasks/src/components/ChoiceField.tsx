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

import Autocomplete from '@mui/material/Autocomplete';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

/** A name that is one of a few where the rules say so, else free with hints. */
export function ChoiceField(props: {
  label: string;
  value: string;
  /** The only ones allowed; any if absent. */
  allowed?: string[];
  hints?: string[];
  disabled?: boolean;
  help: string;
  /** What is wrong with it, in place of the help. */
  issue?: string;
  /** For forms that say themselves what is wrong. */
  hasError?: boolean;
  onChange: (value: string) => void;
}) {
  const { label, value, allowed, hints = [], disabled, help, issue } = props;
  const hasError = props.hasError || Boolean(issue);
  if (allowed) {
    return (
      <TextField
        select
        fullWidth
        required
        label={label}
        value={allowed.includes(value) ? value : ''}
        disabled={disabled}
        error={hasError}
        helperText={issue ?? help}
        onChange={event => props.onChange(event.target.value)}
      >
        {allowed.map(name => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    );
  }
  return (
    <Autocomplete
      freeSolo
      fullWidth
      options={hints}
      value={value}
      inputValue={value}
      disabled={disabled}
      onInputChange={(_, typed) => {
        if (typed !== value) props.onChange(typed);
      }}
      renderInput={params => (
        <TextField
          {...params}
          label={label}
          error={hasError}
          helperText={issue ?? help}
        />
      )}
    />
  );
}
