// swift-tools-version: 6.2
import PackageDescription

// Optimised in debug builds too: a debug kernel is a hundred times slower, and `swift test` in debug is the inner loop.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

// A step of a small parameter takes less time than to check each access to what it works in, which it holds exclusively. Debug builds check.
let unchecked: [SwiftSetting] = [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

#if arch(x86_64)
  // The C flag also sets what the Swift code of the target is compiled for.
  let avx2: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]
#else
  let avx2: [SwiftSetting] = []
#endif

let package = Package(
  name: "swift-optimizer-kernels",
  platforms: [.macOS(.v26), .iOS(.v26), .tvOS(.v26), .watchOS(.v26), .visionOS(.v26)],
  products: [
    .library(name: "OptimizerKernels", targets: ["OptimizerKernels"]),
    .library(name: "KernelVerification", targets: ["KernelVerification", "Registry"]),
    .library(name: "OptimizerReference", targets: ["OptimizerReference"]),
    .library(name: "Safetensors", targets: ["Safetensors"]),
    .library(name: "Fuzzing", targets: ["Fuzzing"]),
    // liboptimizer_kernels, for C and whoever calls C.
    .library(name: "optimizer_kernels", type: .dynamic, targets: ["OptimizerKernelsC"]),
    .executable(name: "verify", targets: ["verify"]),
    .executable(name: "fuzz", targets: ["fuzz"]),
    .executable(name: "bench", targets: ["bench"]),
  ],
  targets: [
    // What a user reads beside the papers. Imports no other target.
    .target(name: "OptimizerReference", path: "Reference", exclude: ["README.md", "Findings.md"]),

    // The kernels: one source, compiled for two instruction sets (KernelsAVX2 holds links to KernelsBaseline).
    .target(name: "KernelShims"),
    .target(name: "KernelsBaseline", dependencies: ["KernelShims"], swiftSettings: optimized),
    .target(name: "KernelsAVX2", dependencies: ["KernelShims"], swiftSettings: optimized + avx2),
    .target(
      name: "OptimizerKernels", dependencies: ["KernelShims", "KernelsBaseline", "KernelsAVX2", "Safetensors"],
      swiftSettings: optimized + unchecked),

    // The same for C: functions over numbers and addresses, and the header that declares them.
    .target(
      name: "OptimizerKernelsC", dependencies: ["OptimizerKernels"], exclude: ["examples", "include"],
      swiftSettings: optimized + unchecked),

    // The verifier. Knows the references and never our kernels; the registry is where the two meet.
    .target(name: "Safetensors"),
    .target(name: "KernelVerification", dependencies: ["OptimizerReference", "Safetensors"], swiftSettings: optimized),
    .target(
      name: "Registry", dependencies: ["OptimizerReference", "OptimizerKernels", "KernelShims", "KernelVerification"],
      swiftSettings: optimized),

    // What the programs share: arguments, help, output, files, progress, Ctrl-C.
    .target(name: "CommandLine", dependencies: ["KernelVerification", "Safetensors"]),
    .executableTarget(name: "verify", dependencies: ["CommandLine", "KernelVerification", "Registry", "Safetensors"]),

    // What looks for the input on which a kernel breaks. It knows kernels as candidates only, as the verifier does.
    .target(name: "Fuzzing", dependencies: ["OptimizerReference", "KernelVerification"], swiftSettings: optimized),
    // Bugs to find: kernels with one fault each, and the rules by which other suites judge. No library for others has them.
    .target(
      name: "Mutants",
      dependencies: ["Fuzzing", "KernelShims", "KernelVerification", "OptimizerKernels", "OptimizerReference", "Registry"],
      swiftSettings: optimized),
    .executableTarget(
      name: "fuzz", dependencies: ["CommandLine", "Fuzzing", "KernelVerification", "Mutants", "OptimizerReference", "Registry"],
      exclude: ["README.md"]),

    // How fast all this is: steps beside what they cannot be faster than, and the verifier.
    .target(
      name: "Benchmarking", dependencies: ["Fuzzing", "KernelVerification", "OptimizerKernels", "Registry"],
      swiftSettings: optimized + unchecked),
    .executableTarget(
      name: "bench", dependencies: ["Benchmarking", "CommandLine", "KernelVerification", "Registry"], exclude: ["Peers", "README.md"]),

    .testTarget(name: "SafetensorsTests", dependencies: ["Safetensors"]),
    .testTarget(name: "CheckpointTests", dependencies: ["OptimizerKernels", "Safetensors"]),
    .testTarget(name: "OptimizerReferenceTests", dependencies: ["OptimizerReference"]),
    .testTarget(
      name: "OptimizerKernelsTests",
      dependencies: ["OptimizerKernels", "KernelsBaseline", "KernelsAVX2", "KernelShims"]),
    .testTarget(name: "OptimizerKernelsCTests", dependencies: ["OptimizerKernelsC", "OptimizerKernels"]),
    .testTarget(
      name: "KernelVerificationTests", dependencies: ["KernelVerification", "OptimizerReference", "Safetensors"]),
    .testTarget(
      name: "MutantsTests",
      dependencies: ["Fuzzing", "KernelVerification", "Mutants", "OptimizerReference", "OptimizerKernels", "Registry"]),
    .testTarget(
      name: "RegistryTests",
      dependencies: ["Registry", "KernelVerification", "Mutants", "OptimizerReference", "OptimizerKernels", "KernelShims", "Safetensors"]),
    .testTarget(
      name: "ForeignCheckpointTests",
      dependencies: ["Registry", "KernelVerification", "OptimizerReference", "OptimizerKernels", "Safetensors"]),
    // The pages of the documentation: their code and what it prints.
    .testTarget(name: "DocumentationTests", dependencies: ["OptimizerKernels"]),
    // Runs the programs as a user does.
    .target(name: "ProgramRunner", path: "Tests/ProgramRunner"),
    .testTarget(name: "CommandLineTests", dependencies: ["CommandLine", "KernelVerification", "ProgramRunner", "verify", "fuzz", "bench"]),
    .testTarget(name: "VerifyTests", dependencies: ["verify", "KernelVerification", "ProgramRunner", "Safetensors"]),
    .testTarget(
      name: "FuzzingTests",
      dependencies: ["Fuzzing", "Registry", "KernelVerification", "Mutants", "OptimizerReference", "OptimizerKernels"]),
    .testTarget(
      name: "FuzzTests", dependencies: ["CommandLine", "fuzz", "Fuzzing", "KernelVerification", "ProgramRunner", "Registry"]),
    .testTarget(
      name: "BenchmarkingTests", dependencies: ["Benchmarking", "OptimizerKernels", "ProgramRunner", "Registry"]),
    .testTarget(name: "BenchTests", dependencies: ["bench", "ProgramRunner"]),
  ]
)

// `.ci/api` compares these libraries alone: to build all the rest of both versions takes minutes.
if Context.environment["LIBRARIES_ONLY"] != nil {
  let kept = ["KernelShims", "KernelsBaseline", "KernelsAVX2", "Safetensors", "OptimizerKernels"]
  package.targets.removeAll { !kept.contains($0.name) }
  package.products.removeAll { !kept.contains($0.name) }
}

// `.ci/sanitizers` builds these test targets alone, with what they import: all the others take minutes, for each sanitizer.
if let kept = Context.environment["TEST_TARGETS"]?.split(separator: " ") {
  package.targets.removeAll { $0.type == .test && !kept.contains(Substring($0.name)) }
}

// No language surprise hides in one target: all are built alike.
for target in package.targets {
  target.swiftSettings =
    [
      .strictMemorySafety(),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + (target.swiftSettings ?? [])
}
