/// A step of making sense of an image that failed, by name: what comes after it cannot be had, and nothing is guessed.
public struct KernelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The steps, in the order in which they are taken.
  public enum Step: String, Sendable, CaseIterable {
    /// The kernel's note about itself, which tells where the rest is.
    case vmcoreinfo
    /// The root of the kernel's page tables.
    case pageTable = "page table"
    /// The kernel's own symbol table.
    case kallsyms
    /// The kernel's own type descriptions.
    case btf = "BTF"
    /// Lists and tables of objects.
    case objects
  }

  /// Which step.
  public var step: Step
  /// What was looked for, where, and what was found.
  public var message: String

  /// An error.
  public init(_ step: Step, _ message: String) {
    self.step = step
    self.message = message
  }

  public var description: String { "\(step.rawValue): \(message)" }
}

/// Something that should be in the image and cannot be read there: never an absence.
public struct KernelGap: Sendable, Hashable {
  /// Why.
  public enum Reason: String, Sendable {
    /// The page tables map nothing there: paged out, or torn.
    case notMapped = "not mapped"
    /// The page tables lead outside what the image holds.
    case notHeld = "not in the image"
    /// The image's file cannot be read there.
    case unreadable
    /// What is there contradicts itself: torn while it was captured, or forged.
    case inconsistent
    /// A bound of ours was reached.
    case limit
  }

  /// Why.
  public var reason: Reason
  /// What was being read, such as `task_struct at 0xffff…`.
  public var what: String

  /// A gap.
  public init(_ reason: Reason, _ what: String) {
    self.reason = reason
    self.what = what
  }
}
