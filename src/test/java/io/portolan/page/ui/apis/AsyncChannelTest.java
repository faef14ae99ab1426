package io.portolan.page.ui.apis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import io.portolan.page.ui.apis.AsyncChannel.Message;
import io.portolan.page.ui.apis.AsyncChannel.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/// Channels of both versions of AsyncAPI.
class AsyncChannelTest {

    @Test
    void version2HasOperationsBelowItsChannels() {
        List<AsyncChannel> channels = channels("""
                asyncapi: 2.6.0
                defaultContentType: application/json
                channels:
                  carts/{id}:
                    description: What happens to carts
                    parameters: {id: {schema: {type: string}}}
                    subscribe:
                      operationId: onCart
                      message:
                        oneOf:
                          - $ref: '#/components/messages/Filled'
                          - {name: Emptied, payload: {type: object}}
                    publish:
                      message: {schemaFormat: 'application/vnd.apache.avro;version=1.9.0', payload: {type: record}}
                components:
                  messages:
                    Filled: {payload: {type: object, properties: {n: {type: integer}}}, examples: [{payload: {n: 3}}]}
                """);
        AsyncChannel channel = channels.getFirst();
        assertThat(channel.address()).isEqualTo("carts/{id}");
        assertThat(channel.parameters()).containsOnlyKeys("id");
        assertThat(channel.operations()).extracting(Operation::action).containsExactly("publish", "subscribe");
        assertThat(channel.operations().getFirst().messages().getFirst().plain())
                .isFalse();
        List<Message> messages = channel.operations().getLast().messages();
        assertThat(messages).extracting(Message::name).containsExactly("Filled", "Emptied");
        assertThat(messages.getFirst().contentType()).isEqualTo("application/json");
        assertThat(messages.getFirst().content().at("/example/n").intValue()).isEqualTo(3);
    }

    @Test
    void version3HasOperationsBesideItsChannels() {
        List<AsyncChannel> channels = channels("""
                asyncapi: 3.0.0
                channels:
                  cart:
                    address: carts.{id}
                    messages:
                      filled: {$ref: '#/components/messages/Filled'}
                      emptied: {payload: {schemaFormat: 'application/schema+json', schema: {type: object}}}
                  lonely:
                    address: lonely
                    messages: {alone: {payload: {type: string}}}
                operations:
                  sendFilled:
                    action: send
                    channel: {$ref: '#/channels/cart'}
                    messages: [{$ref: '#/channels/cart/messages/filled'}]
                    reply: {channel: {$ref: '#/channels/lonely'}}
                  takeAny:
                    action: receive
                    channel: {$ref: '#/channels/cart'}
                components:
                  messages:
                    Filled: {title: Cart filled, headers: {type: object}, payload: {type: object}}
                """);
        AsyncChannel cart = channels.getFirst();
        assertThat(cart.address()).isEqualTo("carts.{id}");
        assertThat(cart.operations()).extracting(Operation::action).containsExactly("send", "receive");
        Operation send = cart.operations().getFirst();
        assertThat(send.messages()).extracting(Message::name).containsExactly("Cart filled");
        assertThat(send.messages().getFirst().headers().has("schema")).isTrue();
        assertThat(send.replies()).extracting(Message::name).containsExactly("alone");
        assertThat(cart.operations().getLast().messages())
                .extracting(Message::name)
                .containsExactly("Cart filled", "emptied");
        assertThat(cart.operations().getLast().messages()).allMatch(Message::plain);
        assertThat(channels.getLast().operations()).hasSize(1);
    }

    @Test
    @Timeout(20)
    void aLargeDescriptionIsReadOnlyAsFarAsItIsShownAndEachPartOfItOnce() {
        int many = 10_000;
        ObjectNode document = Json.object().put("asyncapi", "3.0.0");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode shared = channels.putObject("shared").putObject("messages");
        for (int i = 0; i < many; i++) {
            shared.putObject("m" + i).putObject("payload");
            channels.putObject("c" + i).put("address", "a" + i);
            ObjectNode operation = operations.putObject("o" + i).put("action", "send");
            operation.putObject("channel").put("$ref", "#/channels/c" + i);
            operation.putObject("reply").putObject("channel").put("$ref", "#/channels/shared");
        }
        List<AsyncChannel> read = AsyncChannel.of(new ApiDocument(document, null), 300);
        assertThat(read).hasSize(300);
        AsyncChannel last = read.getLast();
        assertThat(last.operations()).extracting(Operation::name).containsExactly("o298");
        assertThat(last.operations().getFirst().replies()).hasSize(many);
    }

    private static List<AsyncChannel> channels(String text) {
        return AsyncChannel.of(ApiDocument.read(text, null).orElseThrow(), 300);
    }
}
