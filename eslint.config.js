// Lint with type information: promises are never left floating, unions are switched over completely,
// and the size budget of CONTRIBUTING.md holds.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const sizes = {
  'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.cache/', 'dashboard/dist/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...sizes,
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    // Typed arrays in hot loops: their indexes are bounded by the loop.
    files: ['detectors/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['cli/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // To be parted: closures over the state of one camera.
    files: [
      'edge/camera-worker.ts',
      'edge/capture/decoding.ts',
      'edge/capture/health-keeper.ts',
      'edge/capture/look-feed.ts',
      'edge/capture/masked-packets.ts',
      'edge/capture/take-event.ts',
      'edge/health/status-keeper.ts',
      'edge/outboxes.ts',
      'edge/record/recorder.ts',
      'edge/record/ring-buffer.ts',
      'edge/testing/fake-clock.ts',
    ],
    rules: {
      'max-lines-per-function': ['error', { max: 75, skipBlankLines: true, skipComments: true }],
      'max-lines': ['error', { max: 260 }],
    },
  },
  {
    files: ['dashboard/**/*.tsx'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
