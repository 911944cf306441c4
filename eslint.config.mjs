import jsxA11y from "eslint-plugin-jsx-a11y";
import importX from "eslint-plugin-import-x";
import officeAddins from "eslint-plugin-office-addins";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// The plugin's own "recommended" set brings a second typescript-eslint; only its rules are taken.
const officeRules = {
  "office-addins/call-sync-after-load": "error",
  "office-addins/call-sync-before-read": "error",
  "office-addins/load-object-before-read": "error",
  "office-addins/test-for-null-using-isNullObject": "error",
  "office-addins/no-context-sync-in-loop": "error",
  "office-addins/no-empty-load": "error",
  "office-addins/no-navigational-load": "error",
  "office-addins/no-office-initialize": "error",
};

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "out/",
      "**/node_modules/",
      "coverage/",
      "reports/",
      ".stryker-tmp/",
      ".cache/",
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "import-x": importX },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "import-x/no-duplicates": "error",
      "import-x/no-default-export": "off",
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/offline/**"],
    plugins: { "office-addins": officeAddins },
    rules: officeRules,
  },
  {
    // Only excel/ may name Excel and Office; the pane and the commands go through its interface.
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/excel/**", "src/offline/**", "src/**/*.test.{ts,tsx}"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "Excel", message: "Only src/excel may talk to Excel." },
        { name: "Office", message: "Only src/excel may talk to Office." },
        { name: "OfficeRuntime", message: "Only src/excel may talk to Office." },
      ],
    },
  },
  {
    // The domain has no clock and no time zone: dates are serials that come in as arguments.
    files: ["src/retention/**/*.ts"],
    ignores: ["src/retention/**/*.test.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "Date", message: "The domain works on Excel serials; see calendar.ts." },
        { name: "Excel", message: "Only src/excel may talk to Excel." },
        { name: "Office", message: "Only src/excel may talk to Office." },
        { name: "Intl", message: "The domain knows no language." },
        { name: "setTimeout", message: "The domain has no clock." },
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "Math",
          property: "random",
          message: "Chance comes from a seed given as an argument.",
        },
      ],
    },
  },
  {
    files: ["src/taskpane/**/*.tsx"],
    plugins: { ...jsxA11y.flatConfigs.strict.plugins, "react-hooks": reactHooks },
    rules: { ...jsxA11y.flatConfigs.strict.rules, ...reactHooks.configs.recommended.rules },
  },
  {
    files: ["src/offline/audit/**/*.ts", "test/bench/**/*.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: ["**/*.{js,cjs,mjs}"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  }
);
