package io.portolan.expression;

/// Entity documents of about 1, 3 and 50 KB, the same at every run.
final class Documents {

    private Documents() {}

    static String of(int kilobytes) {
        StringBuilder json = new StringBuilder(kilobytes * 1100);
        json.append("{\"identifier\":\"checkout\",\"title\":\"Checkout service\",\"blueprint\":\"service\",")
                .append("\"icon\":\"Service\",\"team\":[\"payments\",\"core\"],\"createdAt\":\"2025-11-03T09:12:44Z\",")
                .append("\"updatedAt\":\"2026-08-20T17:03:09.123Z\",\"properties\":{\"tier\":\"gold\",\"language\":\"java\",")
                .append("\"url\":\"https://git.example.com/payments/checkout\",\"replicas\":4,\"coverage\":81.25,")
                .append("\"critical\":true,\"owner\":null,\"readme\":\"# Checkout\\nTakes the money.\",")
                .append("\"deployedAt\":\"2026-08-19T06:30:00Z\",\"labels\":{\"env\":\"prod\",\"region\":\"eu-1\"},")
                .append("\"dependencies\":[");
        for (int i = 0; json.length() < kilobytes * 1000 - 220; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"library-").append(i)
                    .append("\",\"version\":\"1.").append(i % 17).append('.').append(i % 5)
                    .append("\",\"scope\":\"").append(i % 3 == 0 ? "test" : "main")
                    .append("\",\"stale\":").append(i % 4 == 0)
                    .append(",\"size\":").append(1_000 + i * 37 % 9_000)
                    .append('}');
        }
        return json.append("]},\"relations\":{\"system\":\"shop\",\"domain\":\"commerce\",\"uses\":[\"orders\",\"stock\",\"mail\"]}}")
                .toString();
    }
}
