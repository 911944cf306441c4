const { readFileSync } = require("node:fs");
const path = require("node:path");
const CopyWebpackPlugin = require("copy-webpack-plugin");
const CustomFunctionsMetadataPlugin = require("custom-functions-metadata-plugin");
const HtmlWebpackPlugin = require("html-webpack-plugin");
const { require: requireTypeScript } = require("tsx/cjs/api");
const { Compilation, sources } = require("webpack");

/** Where the add-in is served while it is developed; the manifest and the help links stand on it. */
const developmentUrl = "https://localhost:3000";

/**
 * Where office.js comes from. The store demands the global address; Office 365 operated by 21Vianet
 * (China) has its own.
 */
const officeCdns = {
  global: "https://appsforoffice.microsoft.com/lib/1/hosted/office.js",
  "21vianet": "https://appsforoffice.cdn.partner.office365.cn/appsforoffice/lib/1/hosted/office.js",
};

/**
 * `npx webpack --mode production --env url=https://retain.example.com [--env cdn=21vianet]`; the
 * environment variables RETAIN_URL and RETAIN_CDN say the same.
 */
function settingsOf(env) {
  const url = (env.url || process.env.RETAIN_URL || developmentUrl).replace(/\/+$/, "");
  if (!/^https:\/\/[^\s"'<>?#]+$/.test(url)) {
    throw new Error(`RETAIN_URL must be an https address without query: ${url}`);
  }
  const cdn = env.cdn || process.env.RETAIN_CDN || "global";
  if (!Object.hasOwn(officeCdns, cdn)) {
    throw new Error(`RETAIN_CDN must be one of ${Object.keys(officeCdns).join(", ")}: ${cdn}`);
  }
  return { url, officeJs: officeCdns[cdn] };
}

/**
 * Own files and office.js; nothing is sent anywhere. Fluent's style engine (Griffel) writes style
 * elements, hence the inline styles; the development server's reload needs a socket.
 */
function contentSecurityPolicy({ officeJs }, serving) {
  const office = new URL(officeJs).origin;
  return [
    "default-src 'none'",
    `script-src 'self' ${office}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${serving ? " wss://localhost:3000" : ""}`,
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** Puts the address of this build where the sources have the one of development. */
const withUrl = (url) => (content) => content.toString().replaceAll(developmentUrl, url);

/**
 * Completes what the metadata generator leaves: errors may reach the functions (a `#N/A` in a
 * customer sheet must not spoil a whole column), Chinese descriptions, and the help pages.
 */
class FunctionFilesPlugin {
  constructor(url) {
    this.url = url;
  }

  apply(compiler) {
    const name = "FunctionFilesPlugin";
    compiler.hooks.thisCompilation.tap(name, (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE;
      compilation.hooks.processAssets.tap({ name, stage }, () => {
        const generated = compilation.getAsset("functions.json");
        // Absent when the generator refused the source; the compilation already carries its errors.
        if (!generated) return;
        const { functionFiles } = requireTypeScript(
          "./src/functions/metadata/functionFiles.ts",
          __filename
        );
        const files = functionFiles(JSON.parse(generated.source.source().toString()));
        for (const [file, content] of Object.entries(files)) {
          const source = new sources.RawSource(withUrl(this.url)(content));
          if (compilation.getAsset(file)) compilation.updateAsset(file, source);
          else compilation.emitAsset(file, source);
        }
      });
    });
  }
}

/** Identifies what was built, so that a report of trouble can name it. */
function buildVersion() {
  const { version } = JSON.parse(readFileSync(path.join(__dirname, "package.json"), "utf8"));
  return version;
}

/** The entries of the pane's page; a worker has an entry of its own, whose scripts the page never needs. */
const pageEntries = ["functions", "commands", "taskpane"];
const ofPage = (chunk) => chunk.canBeInitial() && pageEntries.includes(chunk.name);
const isOfWorker = (chunk) => chunk.canBeInitial() && !pageEntries.includes(chunk.name);

module.exports = async (env = {}, argv = {}) => {
  const production = argv.mode === "production";
  const serving = Boolean(env.WEBPACK_SERVE);
  const settings = settingsOf(env);
  if (production && settings.url === developmentUrl && !process.env.JEST_WORKER_ID) {
    process.stderr.write(
      `No --env url=… and no RETAIN_URL: the manifest will name ${developmentUrl}.\n`
    );
  }
  const functionsEntry = "./src/functions/functions.ts";

  return {
    mode: production ? "production" : "development",
    target: ["web", "es2021"],
    devtool: "source-map",
    entry: {
      functions: functionsEntry,
      commands: "./src/commands/commands.ts",
      taskpane: "./src/taskpane/index.tsx",
    },
    output: {
      path: path.resolve(__dirname, env.out || "dist"),
      clean: true,
      // Everything is cached for long but the functions' files, whose names Excel keeps.
      filename: ({ chunk }) =>
        chunk.name === "functions" || !production ? "[name].js" : "[name].[contenthash:8].js",
      chunkFilename: production ? "[name].[contenthash:8].js" : "[name].js",
      hashFunction: "xxhash64",
    },
    resolve: { extensions: [".tsx", ".ts", ".js"] },
    module: {
      rules: [
        // No module does anything when it is only imported, so what is not used stays out.
        { test: /\.tsx?$/, exclude: /node_modules/, sideEffects: false, use: "swc-loader" },
        { test: /\.svg$/, type: "asset/inline" },
      ],
    },
    optimization: {
      // One runtime and one copy of each module: pane, commands and functions share one page.
      runtimeChunk: "single",
      splitChunks: {
        cacheGroups: {
          vendor: { test: /[\\/]node_modules[\\/]/, name: "vendor", chunks: ofPage },
          shared: { minChunks: 2, name: "shared", chunks: ofPage, minSize: 0, priority: -10 },
          // What the functions share with scripts that are loaded later is there from the start: else it
          // would be loaded twice.
          domain: {
            test: (module, { chunkGraph }) =>
              [...chunkGraph.getModuleChunksIterable(module)].some(
                ({ name }) => name === "functions"
              ),
            minChunks: 2,
            name: "shared",
            chunks: (chunk) => !isOfWorker(chunk),
            minSize: 0,
            priority: -5,
          },
          // What several places need beyond the first is loaded once, with the first of them.
          places: { minChunks: 2, name: "places", chunks: "async", minSize: 0, priority: -20 },
          default: false,
          defaultVendors: false,
        },
      },
    },
    performance: {
      maxAssetSize: 1_500_000,
      maxEntrypointSize: 1_500_000,
      hints: production ? "error" : false,
    },
    plugins: [
      new CustomFunctionsMetadataPlugin({ output: "functions.json", input: functionsEntry }),
      new FunctionFilesPlugin(settings.url),
      new HtmlWebpackPlugin({
        template: "./src/taskpane/taskpane.html",
        filename: "taskpane.html",
        chunks: pageEntries,
        chunksSortMode: "manual",
        scriptLoading: "defer",
        templateParameters: {
          officeJs: settings.officeJs,
          policy: contentSecurityPolicy(settings, serving),
          version: buildVersion(),
        },
      }),
      new CopyWebpackPlugin({
        patterns: [
          { from: "assets/icons", to: "assets/icons" },
          { from: "manifest.xml", to: "manifest.xml", transform: withUrl(settings.url) },
        ],
      }),
    ],
    ...(serving ? { devServer: await devServer() } : {}),
  };
};

/** Excel on the web reads functions.json from its own address; no other site may. */
function excelOnTheWeb(origin = "") {
  const isExcel = /^https:\/\/[\w.-]+\.officeapps\.(live\.com|partner\.office365\.cn)$/.test(
    origin
  );
  return isExcel ? { "Access-Control-Allow-Origin": origin, Vary: "Origin" } : {};
}

/** What no browser asks for: percent signs that decode to nothing, backslashes, NUL, steps upwards. */
function refuseBadRequests({ url }, response, next) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0]);
    if (!/[\\\0]|(^|\/)\.\.(\/|$)/.test(path)) return next();
  } catch {
    // Not decodable: refused as well.
  }
  response.statusCode = 400;
  return response.end();
}

/** https with the development certificate that Excel trusts; asked for only when serving. */
async function devServer() {
  const { getHttpsServerOptions } = require("office-addin-dev-certs");
  return {
    port: Number(process.env.npm_package_config_dev_server_port || 3000),
    host: "localhost",
    hot: false,
    headers: ({ headers }) => excelOnTheWeb(headers.origin),
    setupMiddlewares: (middlewares) => [
      { name: "bad-requests", middleware: refuseBadRequests },
      ...middlewares,
    ],
    server: { type: "https", options: await getHttpsServerOptions() },
    client: { overlay: false },
  };
}
