internal import CEmbeddedPlan
public import CollectionPlans

extension CollectionPlan {
  /// The text of the plan that is built into the program: `definitions/default-plan.json`.
  public static var embeddedText: [UInt8] {
    Array(UnsafeBufferPointer(start: nt_default_plan(), count: nt_default_plan_length()))
  }

  /// The plan that is built into the program. A test compiles `definitions/` and compares, so reading it does not fail.
  ///
  /// - Throws: What `read` throws.
  public static var embedded: CollectionPlan {
    get throws { try read(embeddedText) }
  }
}
