// swift-tools-version: 6.2
import PackageDescription

// libFuzzer's harnesses for what reads files and lines from anywhere. A package of its own: `--sanitize=fuzzer` instruments whole packages.
// `.ci/fuzz-readers` builds and runs it.
let package = Package(
  name: "reader-fuzzing",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "swift-optimizer-kernels", path: "../..")],
  targets: [
    .target(name: "Harness", dependencies: [.product(name: "Safetensors", package: "swift-optimizer-kernels")]),
    harness("fuzz-safetensors", ["Safetensors"]),
    // The product Fuzzing brings KernelVerification, which the product of that name does with the registry: minutes to build.
    harness("fuzz-recordings", ["Fuzzing", "OptimizerReference"]),
    harness("fuzz-replay", ["Fuzzing", "OptimizerReference"]),
  ]
)

/// A program whose `main` is libFuzzer's.
func harness(_ name: String, _ products: [String]) -> Target {
  .executableTarget(
    name: name, dependencies: ["Harness"] + products.map { .product(name: $0, package: "swift-optimizer-kernels") },
    swiftSettings: [.unsafeFlags(["-parse-as-library"])])
}

for target in package.targets {
  target.swiftSettings =
    [.strictMemorySafety(), .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility")]
    + (target.swiftSettings ?? [])
}
