// swift-tools-version: 6.2
import PackageDescription

// The rooms and which may use which: docs/ARCHITECTURE.md. Undeclared imports fail `./test`.

/// Language settings of every Swift target.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

/// Rooms that never touch a pointer: unsafe constructs need an explicit mark there.
let memorySafe: [SwiftSetting] = house + [.strictMemorySafety()]

/// Tests: as the house, but imports need no access level.
let tests: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")]

/// The collector runs on hosts whose libraries are not trusted: everything is in the file.
/// `NEEDLETAIL_DYNAMIC=1` drops this for sanitizers and fuzzing.
let fullyStatic: [LinkerSetting] =
  Context.environment["NEEDLETAIL_DYNAMIC"] == nil
  ? [.unsafeFlags(["-static-executable", "-Xlinker", "--gc-sections"])] : []

let package = Package(
  name: "needletail",
  products: [
    // A library so that Fuzz/run can link it into libFuzzer's program.
    .library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // Nouns.
    .target(name: "CaseModel", swiftSettings: memorySafe),
    .target(name: "BinaryCursor", swiftSettings: memorySafe),
    .target(name: "JSONText", swiftSettings: memorySafe),
    .target(name: "HostFacts", dependencies: ["CaseModel", "JSONText"], swiftSettings: memorySafe),

    .target(name: "CollectionPlans", dependencies: ["JSONText"], swiftSettings: memorySafe),

    // What analysts edit, compiled, and the default of it inside the program.
    .target(
      name: "DefinitionCompiler",
      dependencies: ["CollectionPlans", "JSONText", .product(name: "Yams", package: "Yams")],
      swiftSettings: house),
    .target(name: "CEmbeddedPlan"),
    .target(name: "DefaultPlan", dependencies: ["CEmbeddedPlan", "CollectionPlans"], swiftSettings: house),

    // C at the edge.
    .target(name: "CLinuxShims"),
    .target(name: "CMemory"),
    .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

    // Mechanisms.
    .target(name: "Digests", dependencies: ["CCrypto"], swiftSettings: house),
    .target(name: "Compression", dependencies: ["CZstd"], swiftSettings: house),
    .target(
      name: "EvidenceBundle",
      dependencies: ["CaseModel", "JSONText", "Digests", "Compression", "HostFacts", "CLinuxShims"],
      swiftSettings: house),
    .target(
      name: "Artifacts", dependencies: ["CaseModel", "BinaryCursor", "HostFacts", "JSONText"], swiftSettings: memorySafe
    ),
    .target(
      name: "LiveCollection",
      dependencies: [
        "CaseModel", "CLinuxShims", "BinaryCursor", "EvidenceBundle", "Artifacts", "HostFacts", "JSONText", "Digests",
        "Compression", "CollectionPlans",
      ],
      swiftSettings: house),
    .target(name: "Triage", dependencies: ["CaseModel", "HostFacts", "JSONText"], swiftSettings: memorySafe),
    .target(
      name: "Verifier", dependencies: ["BinaryCursor", "JSONText", "Digests", "Compression", "CLinuxShims"],
      swiftSettings: house),
    .target(name: "Workflow", dependencies: ["CaseModel", "JSONText"], swiftSettings: house),
    .target(
      name: "Reporting", dependencies: ["CaseModel", "HostFacts", "Triage", "JSONText"], swiftSettings: memorySafe),
    // From a bundle to a report: verified, judged, compared and swept in one pass.
    .target(
      name: "BundleJudging",
      dependencies: ["CaseModel", "HostFacts", "JSONText", "Digests", "Verifier", "Triage", "Reporting"],
      swiftSettings: memorySafe),
    // Images of a machine's memory, and the kernel in them.
    .target(
      name: "MemoryImage", dependencies: ["BinaryCursor", "CaseModel", "Digests", "CMemory"], swiftSettings: house),
    .target(
      name: "KernelView", dependencies: ["MemoryImage", "BinaryCursor", "CaseModel", "Digests", "HostFacts"],
      swiftSettings: house),
    // Commands and the executables that call them.
    .target(
      name: "CollectorCommands",
      dependencies: [
        "LiveCollection", "CollectionPlans", "DefaultPlan", "EvidenceBundle", "Triage", "HostFacts", "CaseModel",
        "JSONText", "Digests",
      ],
      swiftSettings: house),
    .executableTarget(
      name: "needletail-collector", dependencies: ["CollectorCommands", "CLinuxShims"], swiftSettings: house,
      linkerSettings: fullyStatic),

    .target(name: "ProgramKit", dependencies: ["CaseModel", "JSONText"], swiftSettings: house),
    .target(
      name: "LocalCommands",
      dependencies: [
        "ProgramKit",
        "CaseModel", "HostFacts", "JSONText", "Digests", "Verifier", "Triage", "Reporting", "BundleJudging",
        "CollectionPlans", "DefinitionCompiler", "Artifacts", "Workflow", "MemoryImage", "KernelView",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "needletail",
      dependencies: ["LocalCommands"],
      swiftSettings: house),

    // The cloud side. No local program depends on anything below.
    .target(name: "AWSSigning", dependencies: ["Digests"], swiftSettings: memorySafe),
    .target(name: "AWSClients", dependencies: ["AWSSigning", "Digests", "JSONText"], swiftSettings: memorySafe),
    .target(
      name: "AWSTransport",
      dependencies: ["AWSClients", .product(name: "AsyncHTTPClient", package: "async-http-client")],
      swiftSettings: house),
    .target(
      name: "Stores",
      dependencies: ["Workflow", "CaseModel", "JSONText", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: house),
    .target(
      name: "IncidentResponse",
      dependencies: [
        "Workflow", "CaseModel", "JSONText", "Digests", "HostFacts", "Triage", "Verifier", "Reporting",
        "BundleJudging", "CollectionPlans",
      ],
      swiftSettings: house),
    .target(
      name: "AWSCloud",
      dependencies: ["IncidentResponse", "AWSClients", "AWSSigning", "CaseModel", "JSONText", "Digests"],
      swiftSettings: house),
    .target(
      name: "CloudCommands",
      dependencies: [
        "ProgramKit", "HostFacts", "BundleJudging",
        "AWSCloud", "AWSTransport", "AWSClients", "AWSSigning", "IncidentResponse", "Stores", "Workflow", "Reporting",
        "Triage",
        "Verifier", "CaseModel", "JSONText", "Digests",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    .executableTarget(name: "needletail-cloud", dependencies: ["CloudCommands"], swiftSettings: house),

    // For tests only.
    .target(
      name: "TestKit", dependencies: ["CaseModel", "HostFacts", "LiveCollection", "Digests"], swiftSettings: house),
    // Tests mirror the rooms.
    .testTarget(
      name: "KernelViewTests",
      dependencies: ["KernelView", "MemoryImage", "Triage", "HostKit", "HostFacts", "CaseModel", "JSONText"],
      swiftSettings: tests),
    .testTarget(name: "TidyTests", swiftSettings: tests),
    .testTarget(name: "CaseModelTests", dependencies: ["CaseModel"], swiftSettings: tests),
    .testTarget(name: "CollectionPlansTests", dependencies: ["CollectionPlans"], swiftSettings: tests),
    .testTarget(
      name: "DefinitionCompilerTests",
      dependencies: ["DefinitionCompiler", "DefaultPlan", "CollectionPlans", "Artifacts"], swiftSettings: tests),
    .target(
      name: "WorkflowKit", dependencies: ["Workflow", "CaseModel", "JSONText"], path: "Tests/WorkflowKit",
      swiftSettings: house),
    .testTarget(
      name: "WorkflowTests", dependencies: ["WorkflowKit", "Workflow", "CaseModel", "JSONText"], swiftSettings: tests),
    .testTarget(
      name: "StoresTests", dependencies: ["WorkflowKit", "Stores", "Workflow", "CaseModel", "JSONText"],
      swiftSettings: tests),
    .testTarget(name: "AWSSigningTests", dependencies: ["AWSSigning", "Digests"], swiftSettings: tests),
    .testTarget(
      name: "AWSClientsTests", dependencies: ["AWSClients", "AWSSigning", "AWSTransport", "JSONText", "Digests"],
      exclude: ["Scripts"], swiftSettings: tests),
    .testTarget(
      name: "IncidentResponseTests",
      dependencies: [
        "WorkflowKit", "HostKit", "EvidenceBundle", "Verifier", "IncidentResponse", "Workflow", "Triage", "HostFacts",
        "Reporting", "CollectionPlans", "CaseModel", "JSONText",
        "Digests",
      ],
      swiftSettings: tests),
    .testTarget(
      name: "AWSCloudTests", dependencies: ["AWSCloud", "IncidentResponse", "AWSClients", "AWSSigning", "CaseModel"],
      swiftSettings: tests),
    // Templates as generated, and the scripts of Tests/InfrastructureChecks.
    .testTarget(
      name: "InfrastructureTests", dependencies: ["HostKit", "IncidentResponse", "CaseModel", "JSONText"],
      exclude: ["Golden"], swiftSettings: tests),
    .testTarget(
      name: "CloudTests",
      dependencies: [
        "HostKit", "CloudCommands", "AWSCloud", "AWSClients", "AWSSigning", "AWSTransport", "IncidentResponse",
        "Stores",
        "Workflow", "CaseModel", "JSONText", "Digests", "EvidenceBundle", "HostFacts", "Triage", "BundleJudging",
      ], swiftSettings: tests),
    .testTarget(name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: tests),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: tests),
    .testTarget(name: "HostFactsTests", dependencies: ["HostFacts", "CaseModel", "JSONText"], swiftSettings: tests),
    .testTarget(
      name: "ArtifactsTests",
      dependencies: ["Artifacts", "HostFacts", "CaseModel", "BinaryCursor", "Compression", "Digests"],
      exclude: ["Fixtures"], swiftSettings: tests),
    .testTarget(
      name: "LiveCollectionTests",
      dependencies: ["LiveCollection", "TestKit", "CaseModel", "HostFacts", "BinaryCursor", "CLinuxShims"],
      swiftSettings: tests),
    .testTarget(
      name: "TriageTests", dependencies: ["Triage", "HostFacts", "CaseModel", "JSONText"], swiftSettings: tests),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Triage", "HostFacts", "CaseModel", "JSONText"],
      exclude: ["Golden"],
      swiftSettings: tests),
    .testTarget(
      name: "BundleJudgingTests",
      dependencies: [
        "BundleJudging", "EvidenceBundle", "Verifier", "Reporting", "Triage", "HostFacts", "CaseModel", "Digests",
        "JSONText",
      ],
      swiftSettings: tests),
    .testTarget(
      name: "MemoryImageTests", dependencies: ["MemoryImage", "Digests", "CaseModel"], swiftSettings: tests),
    .testTarget(
      name: "VerifierTests",
      dependencies: ["Verifier", "EvidenceBundle", "Digests", "JSONText", "Compression", "CaseModel"],
      swiftSettings: tests),

    // The programs themselves, on real Linux environments (lab/hosts) and on broken bundles.
    .target(name: "HostKit", dependencies: ["JSONText"], path: "Tests/HostKit", swiftSettings: house),
    .testTarget(
      name: "SuspectTests",
      dependencies: [
        "HostKit", "Verifier", "EvidenceBundle", "HostFacts", "CaseModel", "JSONText", "Digests",
      ], exclude: ["Scripts"], swiftSettings: tests),
    .testTarget(
      name: "CommandTests",
      dependencies: ["HostKit", "EvidenceBundle", "HostFacts", "CaseModel", "JSONText", "Digests"], swiftSettings: tests
    ),
    // What takes bytes from an attacker, run on changed inputs: briefly by FuzzTests, long by Fuzz/run.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Artifacts", "BinaryCursor", "CaseModel", "CollectionPlans", "Compression", "Digests", "EvidenceBundle",
        "HostFacts", "IncidentResponse", "JSONText", "LiveCollection", "Triage", "Verifier",
      ], path: "Fuzz/Targets", swiftSettings: house),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "HostKit"], swiftSettings: tests),
    // Every entry of the ledger, really obtained by a test: Tests/coverage.tsv.
    .testTarget(
      name: "CoverageTests",
      dependencies: ["HostKit", "TestKit", "LiveCollection", "HostFacts", "CaseModel", "JSONText"],
      swiftSettings: tests),
  ],
  swiftLanguageModes: [.v6]
)
