// swift-tools-version:6.2
import PackageDescription

/// Warnings are errors where `CI` is set, for our own targets only.
let strict: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// Settings of every Swift target.
///
/// The optimisation flag is what makes `public` calls across targets inline.
let settings: [SwiftSetting] =
    strict + [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableExperimentalFeature("Lifetimes"),
        .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
        // What is read of an article lives in classes of one thread; the checks at run time cost six parts in a hundred
        // of extraction. Debug builds, and so the tests, keep them.
        .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    ]

/// A library target under `Sources/<name>`.
func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The test target of `name`, under `Tests/<name>Tests`, with its tables and golden files left in place.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name), "Domain", "TestSupport"] + dependencies,
        path: "Tests/\(name)Tests",
        exclude: exclude,
        swiftSettings: settings
    )
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// What libFuzzer drives, with no entry point of its own: a part of the package only for `deploy/fuzz`.
let fuzzers: [Target] =
    Context.environment["TOCSIN_FUZZ"] == nil
    ? []
    : [
        .executableTarget(
            name: "FuzzArticles",
            dependencies: ["Articles", "Extraction", "Rules", "Domain"],
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]
        ),
        .executableTarget(
            name: "FuzzRules",
            dependencies: ["Extraction", "Rules", "Domain"],
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]
        ),
    ]

let package = Package(
    name: "tocsin",
    products: [.executable(name: "tocsin", targets: ["tocsin"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        library("Domain", []),
        library("Language", ["Domain"]),
        library("Rules", ["Language", "Domain", yams]),
        library("Extraction", ["Rules", "Language", "Domain"]),
        library("Correlation", ["Domain"]),
        library("Articles", ["CSimdJSON", "Domain"]),
        library("Formats", ["Domain"]),
        library("Kafka", ["CRdKafka"]),
        library(
            "Daemon",
            [
                "Extraction", "Rules", "Correlation", "Articles", "Formats", "Kafka", "Domain", yams, logging,
                lifecycle, signals,
            ]
        ),
        library("TestSupport", ["Domain", "Kafka"]),
        .executableTarget(
            name: "tocsin",
            dependencies: [
                "Daemon", "Extraction", "Rules", "Language", "Correlation", "Articles", "Formats", "Kafka", "Domain",
                arguments, logging, lifecycle,
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "faults",
            dependencies: ["Kafka", "TestSupport", arguments],
            swiftSettings: settings
        ),
        .target(
            name: "CSimdJSON",
            cxxSettings: [.unsafeFlags(["-std=c++17"])],
            linkerSettings: [.linkedLibrary("simdjson")]
        ),
        .systemLibrary(name: "CRdKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: settings),
        tests("Language", ["Rules"], exclude: ["Tables"]),
        tests("Rules", ["Language"], exclude: ["Golden"]),
        tests("Extraction", ["Rules", "Language", "Articles"], exclude: ["Corpus", "Golden"]),
        tests("Correlation", exclude: ["Scenarios"]),
        tests("Articles"),
        tests("Formats"),
        tests("Kafka"),
        tests(
            "Daemon",
            ["Kafka", "Articles", "Formats", "Extraction", "Rules", "Correlation", yams, logging, lifecycle]
        ),
        .testTarget(
            name: "TocsinTests",
            dependencies: ["Kafka", "TestSupport"],
            exclude: ["subscribe.py", "validate.py"],
            swiftSettings: settings
        ),
    ] + fuzzers,
    cxxLanguageStandard: .cxx17
)
