package io.portolan.action;

/// Where a run stands, dialect section 5.8.
public enum RunStatus {
    WAITING_FOR_APPROVAL,
    IN_PROGRESS,
    SUCCESS,
    FAILURE,
    DECLINED;

    /// Whether nothing can change any more.
    public boolean isFinal() {
        return switch (this) {
            case SUCCESS, FAILURE, DECLINED -> true;
            case WAITING_FOR_APPROVAL, IN_PROGRESS -> false;
        };
    }

    /// The whole state machine.
    public boolean canBecome(RunStatus next) {
        return switch (this) {
            case WAITING_FOR_APPROVAL ->
                switch (next) {
                    case IN_PROGRESS, DECLINED, FAILURE -> true;
                    case WAITING_FOR_APPROVAL, SUCCESS -> false;
                };
            case IN_PROGRESS ->
                switch (next) {
                    // the last two where a step asks for approval
                    case SUCCESS, FAILURE, WAITING_FOR_APPROVAL, DECLINED -> true;
                    case IN_PROGRESS -> false;
                };
            case SUCCESS, FAILURE, DECLINED -> false;
        };
    }
}
